package dev.cortex.api.scenario;

import java.util.Objects;

/**
 * A success criterion of a phase.
 *
 * @param text what has to be true, in words; it is how people and agents know the criterion
 * @param check how to find out, such as {@code run} or {@code file_exists} with its argument; a host's evaluators decide
 *     which keys they know; empty for a criterion that is words alone
 */
public record Criterion(String text, Values check) {
    /** Checks for nulls. */
    public Criterion {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(check, "check");
    }

    /**
     * A criterion in words alone.
     *
     * @param text what has to be true
     * @return the criterion
     */
    public static Criterion of(String text) {
        return new Criterion(text, Values.none());
    }
}
