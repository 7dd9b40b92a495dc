package dev.cortex.core.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of runs: the moment of their start in UTC, so that they sort by it, and some letters that tell processes apart. */
final class RunIds {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP = 19;

    private RunIds() {}

    /** An id for now, greater than the newest one even if the clock went back. */
    static String next(Instant now, String newest) {
        String id = id(now);
        if (newest.isEmpty() || id.substring(0, STAMP).compareTo(newest) > 0) {
            return id;
        }
        try {
            return id(FORM.parse(newest.substring(0, Math.min(STAMP, newest.length())), Instant::from)
                    .plusMillis(1));
        } catch (DateTimeParseException foreign) {
            return newest + "0";
        }
    }

    private static String id(Instant at) {
        String random = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        return FORM.format(at) + "-" + random;
    }
}
