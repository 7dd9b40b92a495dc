package dev.cortex.api.scenario;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a failed attempt is repeated, and how long to wait before each repetition.
 *
 * @param maxAttempts how many attempts there are in all, the first included; at least 1
 * @param initial the pause before the second attempt; not negative
 * @param factor by how much each pause is longer than the one before it; at least 1
 * @param max no pause is longer than this; not less than {@code initial}
 */
public record Retry(int maxAttempts, Duration initial, double factor, Duration max) {
    /** One attempt, no repetition. */
    public static final Retry NONE = new Retry(1, Duration.ZERO, 1, Duration.ZERO);

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public Retry {
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(max, "max");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "max_attempts counts the first attempt and is at least 1: " + maxAttempts);
        }
        if (initial.isNegative()) {
            throw new IllegalArgumentException("a backoff is not negative: " + initial);
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("a backoff's factor is at least 1: " + factor);
        }
        if (max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("a backoff's max, " + max + ", is less than its initial, " + initial);
        }
    }

    /**
     * Repetition without a pause.
     *
     * @param maxAttempts how many attempts there are in all
     * @return the rule
     */
    public static Retry attempts(int maxAttempts) {
        return new Retry(maxAttempts, Duration.ZERO, 1, Duration.ZERO);
    }

    /**
     * The same number of attempts with an equal pause before each repetition.
     *
     * @param pause the pause
     * @return the rule
     */
    public Retry withBackoff(Duration pause) {
        return new Retry(maxAttempts, pause, 1, pause);
    }

    /**
     * The pause after failed attempts.
     *
     * @param failures how many attempts have failed so far; at least 1
     * @return {@code initial} times {@code factor} to the power of {@code failures - 1}, at most {@code max}
     */
    public Duration pause(int failures) {
        double millis = initial.toMillis() * Math.pow(factor, failures - 1.0);
        return millis >= max.toMillis() ? max : Duration.ofMillis(Math.round(millis));
    }
}
