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
     * A criterion with one check, as in {@code of("Changelog updated", "file_exists", "CHANGELOG.md")}.
     *
     * @param text what has to be true
     * @param check the key that an evaluator knows
     * @param argument its argument, a plain JSON value
     * @return the criterion
     * @throws IllegalArgumentException if the argument is no plain JSON value
     */
    public static Criterion of(String text, String check, Object argument) {
        return new Criterion(text, Values.of(check, argument));
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
