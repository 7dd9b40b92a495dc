package dev.cortex.cli;

import dev.cortex.api.event.Actor;
import java.time.Instant;
import java.util.Optional;

/** One invocation of the command: its surroundings, seen through its options. */
final class Session {
    private final Surroundings surroundings;
    private final CortexCommand options;
    private final Printer printer;

    Session(Surroundings surroundings, CortexCommand options) {
        this.surroundings = surroundings;
        this.options = options;
        this.printer = new Printer(surroundings.out(), surroundings.err(), colour(surroundings, options));
    }

    private static boolean colour(Surroundings surroundings, CortexCommand options) {
        String noColour = surroundings.environment().getOrDefault("NO_COLOR", "");
        return surroundings.terminal() && noColour.isEmpty() && !options.noColor;
    }

    /** {@return the same invocation in other surroundings} */
    Session in(Surroundings others) {
        return new Session(others, options);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Printer printer() {
        return printer;
    }

    /** {@return whether marks have colours, which is so on a terminal unless somebody has said no} */
    boolean colour() {
        return colour(surroundings, options);
    }

    boolean json() {
        return options.json;
    }

    boolean debug() {
        return options.debug;
    }

    Home home() {
        Home home = Home.find(options.home(), surroundings.environment(), surroundings.userHome());
        // Read by LogFile when the library logs for the first time, which is later.
        System.setProperty("cortex.log", home.folder().resolve("cortex.log").toString());
        return home;
    }

    /** {@return what makes commands for people to copy} */
    CommandLines commands() {
        return new CommandLines(options.home().map(given -> home().folder()));
    }

    Definitions definitions(Kind kind) {
        return new Definitions(kind, home());
    }

    Instant now() {
        return surroundings.clock().instant();
    }

    /** {@return who acts: {@code CORTEX_ACTOR}, or the user of this process} */
    Actor actor() {
        String name = Optional.ofNullable(surroundings.environment().get("CORTEX_ACTOR"))
                .filter(text -> !text.isBlank())
                .orElse(surroundings.user());
        return new Actor(name.isBlank() ? "unknown" : name);
    }
}
