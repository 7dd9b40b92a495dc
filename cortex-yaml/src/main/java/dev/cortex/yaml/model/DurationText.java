package dev.cortex.yaml.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 500ms}, {@code 90s}, {@code 15m}, {@code 2h}, {@code 1h30m}, {@code PT15M}. */
final class DurationText {
    /** What is longer is a slip, and would overflow a calendar when it is added to a date. */
    private static final Duration LONGEST = Duration.ofDays(100_000);

    private static final Pattern UNITS = Pattern.compile(
            "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISO = Pattern.compile("[+-]?P[0-9DTHMS.+-]{2,60}");

    private DurationText() {}

    /** Reads; empty if the text is no duration or longer than 100,000 days. */
    static Optional<Duration> parse(String text) {
        String word = text.strip();
        return (word.contains("P") ? iso(word) : units(word))
                .filter(d -> d.abs().compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> iso(String word) {
        try {
            return ISO.matcher(word).matches() ? Optional.of(Duration.parse(word)) : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> units(String word) {
        Matcher parts = UNITS.matcher(word);
        if (word.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)))
                .plusMillis(number(parts.group(5))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Writes; what {@link #parse} reads as the same duration. */
    static String of(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        return part(duration.toHours(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s")
                + part(duration.toMillisPart(), "ms");
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
