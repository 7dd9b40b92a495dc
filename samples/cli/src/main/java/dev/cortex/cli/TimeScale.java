package dev.cortex.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Where moments lie on a line from 0 to 100. Times in which nobody worked are shortened where they would leave no room for
 * those in which somebody did: a gate that waited over night.
 */
final class TimeScale {
    /** The greatest part of the time with work that an idle time takes up. */
    private static final double IDLE = 0.12;

    private static final double APART = 10.5;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    /** From when to when. */
    record Interval(Instant from, Instant to) {}

    /** A time that takes less room than it would. */
    record Gap(double from, double to, Duration time) {}

    /** A moment with a name. */
    record Tick(double at, Instant moment, boolean fine) {}

    private record Piece(Instant from, Instant to, double start, double size, boolean shortened) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final Instant begin;
    private final Instant end;

    /**
     * A scale.
     *
     * @param begin the moment at 0
     * @param end the moment at 100
     * @param moments those between which times may be shortened
     * @param work the times in which somebody worked
     */
    TimeScale(Instant begin, Instant end, Collection<Instant> moments, List<Interval> work) {
        this.begin = begin;
        this.end = end.isAfter(begin) ? end : begin.plusMillis(1);
        List<Interval> busy = merged(work);
        TreeSet<Instant> cuts = new TreeSet<>(List.of(this.begin, this.end));
        moments.stream().filter(at -> at.isAfter(begin) && at.isBefore(end)).forEach(cuts::add);
        double total = busy.stream().mapToDouble(TimeScale::length).sum();
        double longest = total == 0 ? Double.MAX_VALUE : total * IDLE;
        List<Piece> raw = new ArrayList<>();
        Instant from = this.begin;
        int at = 0;
        double sum = 0;
        for (Instant to : cuts.tailSet(this.begin, false)) {
            while (at < busy.size() && !busy.get(at).to().isAfter(from)) {
                at++;
            }
            boolean idle = at == busy.size() || !busy.get(at).from().isBefore(to);
            double length = length(new Interval(from, to));
            // What becomes only a little shorter stays as it is.
            boolean shortened = idle && length > 1.5 * longest;
            double size = shortened ? longest : length;
            raw.add(new Piece(from, to, sum, size, shortened));
            sum += size;
            from = to;
        }
        for (Piece piece : raw) {
            pieces.add(new Piece(
                    piece.from(), piece.to(), 100 * piece.start() / sum, 100 * piece.size() / sum, piece.shortened()));
        }
    }

    private static List<Interval> merged(List<Interval> work) {
        List<Interval> merged = new ArrayList<>();
        for (Interval next :
                work.stream().sorted(Comparator.comparing(Interval::from)).toList()) {
            Interval last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.from().isAfter(last.to())) {
                merged.add(next);
            } else if (next.to().isAfter(last.to())) {
                merged.set(merged.size() - 1, new Interval(last.from(), next.to()));
            }
        }
        return merged;
    }

    private static double length(Interval interval) {
        return Duration.between(interval.from(), interval.to()).toNanos() / 1e6;
    }

    /** {@return where a moment lies, from 0 to 100} */
    double at(Instant moment) {
        if (!moment.isAfter(begin)) {
            return 0;
        }
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).to().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Piece piece = pieces.get(low);
        double part = length(new Interval(piece.from(), moment)) / length(new Interval(piece.from(), piece.to()));
        return piece.start() + piece.size() * Math.min(1, part);
    }

    /** {@return the times that are shortened} */
    List<Gap> gaps() {
        return pieces.stream()
                .filter(Piece::shortened)
                .map(piece -> new Gap(
                        piece.start(), piece.start() + piece.size(), Duration.between(piece.from(), piece.to())))
                .toList();
    }

    /** {@return round moments, far enough from each other for their names, none in a time that is shortened} */
    List<Tick> ticks(ZoneId zone) {
        Duration shown = pieces.stream()
                .filter(piece -> !piece.shortened())
                .map(piece -> Duration.between(piece.from(), piece.to()))
                .reduce(Duration.ZERO, Duration::plus);
        Duration step = STEPS.stream()
                .filter(each -> shown.toNanos() / (double) each.toNanos() <= 100 / APART)
                .findFirst()
                .orElse(STEPS.get(STEPS.size() - 1));
        List<Tick> ticks = new ArrayList<>();
        double last = -APART;
        for (Piece piece : pieces) {
            if (piece.shortened()) {
                continue;
            }
            Instant moment = first(piece.from(), step, zone);
            while (!moment.isAfter(piece.to())) {
                double at = at(moment);
                if (!moment.isBefore(piece.from()) && at - last >= APART * 0.9 && at <= 100 - APART / 2) {
                    ticks.add(new Tick(at, moment, step.compareTo(Duration.ofMinutes(1)) < 0));
                    last = at;
                }
                moment = moment.plus(step);
            }
        }
        return ticks;
    }

    /** The first moment that is a whole number of steps after local midnight, not before another one. */
    private static Instant first(Instant from, Duration step, ZoneId zone) {
        ZonedDateTime midnight = from.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        long nanos = Duration.between(midnight.toInstant(), from).toNanos();
        long steps = Math.floorDiv(nanos + step.toNanos() - 1, step.toNanos());
        return midnight.toInstant().plus(step.multipliedBy(steps));
    }
}
