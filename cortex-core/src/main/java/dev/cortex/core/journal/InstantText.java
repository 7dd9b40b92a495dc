package dev.cortex.core.journal;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads moments in the form of ISO 8601 that {@link Instant#toString()} writes; many times as fast as its own parser. */
final class InstantText {
    private static final String FORM = "0000-00-00T00:00:00.000000000";
    private static final int POINT = FORM.indexOf('.');

    private InstantText() {}

    static Instant parse(String text) {
        Instant fast = fast(text);
        return fast == null ? Instant.parse(text) : fast;
    }

    /**
     * Reads a moment without the library's parser.
     *
     * @return the moment; null if the text has another form than moments of the years 0 to 9999 are written in
     * @throws java.time.DateTimeException if it has that form, and there is no such day
     */
    static @Nullable Instant fast(String text) {
        int end = text.length() - 1;
        if (!shaped(text, end)) {
            return null;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        // There is an hour 24 and a second 60 at times: not here.
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int nanos = number(text, POINT + 1, end);
        for (int digits = end; digits < FORM.length(); digits++) {
            nanos *= 10;
        }
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    /** Whether the text is a beginning of the form, to its point or beyond, and a Z. */
    private static boolean shaped(String text, int end) {
        if (end < POINT || end == POINT + 1 || end > FORM.length() || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean fits = FORM.charAt(i) == '0' ? c >= '0' && c <= '9' : c == FORM.charAt(i);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The number in digits; 0 if there are none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
