package dev.cortex.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Moments and spans for readers of a page: in their own zone, as short as the page allows. */
final class Moments {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ROOT);

    private final ZoneId zone;
    private final boolean oneDay;
    private final boolean oneOffset;
    private final Instant from;
    private final DateTimeFormatter brief;

    /**
     * Moments of a time.
     *
     * @param from when it begins
     * @param to when it ends
     */
    Moments(ZoneId zone, Instant from, Instant to) {
        this.zone = zone;
        this.from = from;
        this.oneDay = from.atZone(zone).toLocalDate().equals(to.atZone(zone).toLocalDate());
        this.oneOffset = from.atZone(zone).getOffset().equals(to.atZone(zone).getOffset());
        this.brief = DateTimeFormatter.ofPattern(
                (oneDay ? "" : "MM-dd ") + "HH:mm:ss" + (oneOffset ? "" : " xxx"), Locale.ROOT);
    }

    ZoneId zone() {
        return zone;
    }

    /** {@return date, time and offset} */
    String full(Instant moment) {
        return FULL.format(moment.atZone(zone));
    }

    /** {@return as much as tells it from the other moments of the page} */
    String brief(Instant moment) {
        return brief.format(moment.atZone(zone));
    }

    /** {@return the name of a mark on an axis} */
    String tick(Instant moment, boolean fine) {
        boolean midnight =
                moment.equals(moment.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant());
        String pattern = fine ? "HH:mm:ss" : "HH:mm";
        return DateTimeFormatter.ofPattern(midnight && !oneDay ? "MM-dd" : pattern, Locale.ROOT)
                .format(moment.atZone(zone));
    }

    /** {@return how moments are to be read} */
    String note() {
        String offset = oneOffset ? OFFSET.format(from.atZone(zone)) : "local time with its offset";
        return zone.getId() + (zone.getId().equals(offset) ? "" : ", " + offset);
    }

    /** Writes a moment, briefly; programs and those who point at it find all of it. */
    void write(Markup to, Instant moment) {
        to.leaf("time", brief(moment), "datetime", moment.toString());
    }

    /** {@return a span as people say it: the longer, the rounder} */
    static String span(Duration span) {
        if (span.compareTo(Duration.ofDays(2)) >= 0) {
            return Spans.of(span.truncatedTo(ChronoUnit.HOURS));
        }
        return Spans.of(span.compareTo(Duration.ofSeconds(10)) >= 0 ? span.truncatedTo(ChronoUnit.SECONDS) : span);
    }
}
