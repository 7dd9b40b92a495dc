package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a process of the command lives: what it takes until a run is its own, and from there on as much as there is
 * left to do. Learned from processes that came to their end, again and again, because others use the machine too.
 */
final class Lifetime {
    private double start;
    private double work;
    private int events;

    /** Learns from a process that did all of a run. */
    void learn(Instant begun, Instant ended, List<RunEvent> journal) {
        Instant taken = journal.stream()
                .filter(event -> event.fact() instanceof Fact.RunTaken)
                .map(RunEvent::at)
                .findFirst()
                .orElseThrow();
        start = micros(begun, taken);
        work = micros(taken, ended);
        events = journal.size();
    }

    /** Learns from a process that did the rest of a run. */
    void learn(Instant begun, Instant ended, int eventsBefore) {
        // Half of what it says: one process may have had bad luck.
        double pace = (1 + micros(begun, ended) / (double) micros(eventsBefore)) / 2;
        start *= pace;
        work *= pace;
    }

    /** {@return how long a process will live for which so many events are in the journal already, in microseconds} */
    long micros(int eventsBefore) {
        return Math.round(start + work * Math.max(0, events - eventsBefore) / events);
    }

    private static long micros(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1000;
    }

    @Override
    public String toString() {
        return Math.round(start / 1000) + " ms to begin, " + Math.round(work / 1000) + " ms to work";
    }
}
