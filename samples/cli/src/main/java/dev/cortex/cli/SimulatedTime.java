package dev.cortex.cli;

import dev.cortex.api.run.Time;
import dev.cortex.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Time that goes from one alarm to the next. The same in every simulation. For one thread. */
final class SimulatedTime implements Time {
    private final ManualTime time = new ManualTime();
    private final Instant start = time.now();
    private final PriorityQueue<Instant> alarms = new PriorityQueue<>();

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void at(Instant moment, Runnable action) {
        alarms.add(moment);
        time.at(moment, action);
    }

    /** {@return what runs tasks, when {@link #settle} or {@link #next} is called} */
    ManualTime executor() {
        return time;
    }

    /** Runs all that can run without time passing. */
    void settle() {
        time.settle();
    }

    /**
     * Goes on to the next alarm, and runs all that can run then.
     *
     * @return whether there was one
     */
    boolean next() {
        Instant now = time.now();
        Instant next = alarms.poll();
        while (next != null && !next.isAfter(now)) {
            next = alarms.poll();
        }
        if (next == null) {
            return false;
        }
        time.advance(Duration.between(now, next));
        return true;
    }

    /** {@return how much time has passed at a moment} */
    Duration since(Instant moment) {
        return Duration.between(start, moment);
    }
}
