package dev.cortex.core.journal;

import java.time.Instant;
import java.time.LocalDate;

/** Reads moments in the form of ISO 8601 that {@link Instant#toString()} writes; many times as fast as its own parser. */
final class InstantText {
    private static final int PLAIN = "2026-01-01T00:00:00Z".length();

    private InstantText() {}

    static Instant parse(String text) {
        int length = text.length();
        if (length < PLAIN || length > PLAIN + 10 || !shaped(text)) {
            return Instant.parse(text);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = length == PLAIN ? 0 : number(text, 20, length - 1);
        if ((year | month | day | hour | minute | second | nanos) < 0 || hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        for (int digits = length - PLAIN - 1; digits >= 0 && digits < 9; digits++) {
            nanos *= 10;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static boolean shaped(String text) {
        int length = text.length();
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(length - 1) == 'Z'
                && (length == PLAIN || (text.charAt(19) == '.' && length > PLAIN + 1));
    }

    /** The number in a piece of text; less than 0 if it is none. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
