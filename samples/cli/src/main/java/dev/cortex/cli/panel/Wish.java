package dev.cortex.cli.panel;

import dev.cortex.cli.Kind;
import java.util.List;
import java.util.Optional;

/** What the person at the panel wants done. Whoever runs the panel does it, and says how it went. */
public sealed interface Wish {
    /** {@return what is being done, in words} */
    default String text() {
        if (this instanceof Start start) {
            return "Starting " + start.name();
        } else if (this instanceof Act act) {
            return act.verb().title() + " " + act.phase();
        } else if (this instanceof Resume) {
            return "Resuming";
        }
        return this instanceof Retry ? "Retrying" : "Stopping";
    }

    /** Start a run, which goes on without the panel. */
    record Start(Kind kind, String name) implements Wish {}

    /** Have a run that nobody drives go on. */
    record Resume(Kind kind, String run) implements Wish {}

    /** Have what failed run again, from one phase or from all that failed. */
    record Retry(Kind kind, String run, Optional<String> from, String reason) implements Wish {}

    /** Have a run stop. */
    record Stop(Kind kind, String run, String reason) implements Wish {}

    /** Do something to one phase of a run. */
    record Act(Kind kind, String run, Verb verb, String phase, int criterion, String reason) implements Wish {}

    /** Leave the panel, once these have been stopped. */
    record Leave(List<Stop> stops) implements Wish {}

    /** What can be done to a phase. */
    enum Verb {
        START("Start"),
        REJECT("Reject"),
        COMPLETE("Complete"),
        SKIP("Skip"),
        CONFIRM("Confirm"),
        DENY("Deny");

        private final String title;

        Verb(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
