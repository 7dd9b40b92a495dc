package dev.cortex.cli;

import java.time.Duration;
import java.time.Instant;

/** Spans of time in one unit, the way people say them. */
public final class Ages {
    private static final int MINUTES_OF_TWO_DAYS = 48 * 60;

    private Ages() {}

    /** {@return {@code 42s}, {@code 5m}, {@code 3h} or {@code 2d}} */
    public static String between(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        long seconds = Math.max(0, age.toSeconds());
        long minutes = seconds / 60;
        if (seconds < 60) {
            return seconds + "s";
        }
        if (minutes < 60) {
            return minutes + "m";
        }
        return minutes < MINUTES_OF_TWO_DAYS ? minutes / 60 + "h" : minutes / 60 / 24 + "d";
    }
}
