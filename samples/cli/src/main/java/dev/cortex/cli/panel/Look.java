package dev.cortex.cli.panel;

import dev.cortex.cli.Kind;
import java.util.Optional;

/**
 * What is to be seen beside the list: one scenario or workflow, and one of its runs.
 *
 * @param kind which of the two
 * @param name what is looked at
 * @param run the id of the run; empty for the newest
 * @param part how much of it
 * @param phase the phase of whose agents the last lines are wanted; empty for none
 */
public record Look(Kind kind, String name, Optional<String> run, Part part, Optional<String> phase) {
    /** How much is wanted. */
    public enum Part {
        /** The run as it stands. */
        STANDING,
        /** Its events, too. */
        HISTORY,
        /** The other runs of the same name, too. */
        RUNS
    }

    Look with(Part other) {
        return new Look(kind, name, run, other, phase);
    }

    Look at(Optional<String> other) {
        return new Look(kind, name, run, part, other);
    }

    /** Whether the other one looks at the same run in the same way, wherever in it. */
    boolean isLike(Look other) {
        return at(Optional.empty()).equals(other.at(Optional.empty()));
    }
}
