package dev.cortex.api.scenario;

import java.util.Objects;

/**
 * What is done about completed phases when a run has failed: the host's compensation handler is called for each of
 * them, last first.
 *
 * @param enabled whether anything is done
 * @param strategy {@code automatic}, or {@code phased} or {@code manual}, which put a gate before each phase
 * @param more what else was written about it, kept for the host
 */
public record Rollback(boolean enabled, String strategy, Values more) {
    /** Nothing is done. */
    public static final Rollback NONE = new Rollback(false, "automatic", Values.none());

    /** Completed phases are compensated when the run has failed, without asking. */
    public static final Rollback AUTOMATIC = new Rollback(true, "automatic", Values.none());

    /** Checks for nulls. */
    public Rollback {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(more, "more");
    }

    /** {@return whether a person has to start each compensation} */
    public boolean gated() {
        return strategy.equals("phased") || strategy.equals("manual");
    }
}
