package dev.cortex.core.runtime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Ids of runs: the moment of their start in UTC, so that they sort by it, and some letters that tell processes apart. */
final class RunIds {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP = 19;
    private static final int LONGEST = 190;
    private static final Pattern FORM_OF_ALL = Pattern.compile("[a-z0-9._-]+");

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

    /** Whether a text can be the id of a run: a store takes it as the name of a journal, behind a prefix. */
    static boolean isOne(String text) {
        return text.length() <= LONGEST && FORM_OF_ALL.matcher(text).matches();
    }

    private static String id(Instant at) {
        String random = Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
        return FORM.format(at) + "-" + random;
    }
}
