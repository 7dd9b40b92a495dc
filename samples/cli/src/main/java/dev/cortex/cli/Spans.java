package dev.cortex.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time the way definitions write them: {@code 90s}, {@code 1h30m}, {@code PT15M}. */
final class Spans {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private Spans() {}

    /** {@return what a text says; empty if it is no span, or a negative one} */
    static Optional<Duration> parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher parts = UNITS.matcher(word);
        if (!word.isEmpty() && parts.matches()) {
            return Optional.of(Duration.ofDays(number(parts.group(1)))
                    .plusHours(number(parts.group(2)))
                    .plusMinutes(number(parts.group(3)))
                    .plusSeconds(number(parts.group(4)))
                    .plusMillis(number(parts.group(5))));
        }
        try {
            return Optional.of(Duration.parse(word)).filter(span -> !span.isNegative());
        } catch (DateTimeException noSpan) {
            return Optional.empty();
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** {@return a span in days and smaller units, those that are zero left out; smaller than a millisecond is nothing} */
    static String of(Duration span) {
        String text = part(span.toDays(), "d")
                + part(span.toHoursPart(), "h")
                + part(span.toMinutesPart(), "m")
                + part(span.toSecondsPart(), "s")
                + part(span.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
