package dev.cortex.cli.panel;

import dev.cortex.cli.Kind;
import java.util.Optional;

/** Where the panel learns what there is to see, and who does what the person at it wants. Used by two threads at a time. */
public interface Office {
    /**
     * How a wish went.
     *
     * @param text in words, for the person
     * @param bad whether it did not go well
     * @param started the run that goes on from now on, to be looked at
     */
    record Outcome(String text, boolean bad, Optional<Started> started) {
        public static Outcome of(String text, boolean bad) {
            return new Outcome(text, bad, Optional.empty());
        }
    }

    /**
     * A run that was begun or carried on.
     *
     * @param kind of which kind it is
     * @param name what is run
     * @param run its id
     */
    record Started(Kind kind, String name, String run) {}

    /** {@return what there is to see; it may take a while} */
    Snapshot look(Optional<Look> look);

    /** Does what somebody wants, however long that takes. */
    Outcome carryOut(Wish wish);
}
