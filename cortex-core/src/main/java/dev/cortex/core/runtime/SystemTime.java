package dev.cortex.core.runtime;

import dev.cortex.api.run.Time;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The wall clock at the moment of creation, and from there on the monotonic clock. One daemon thread for alarms. */
public final class SystemTime implements Time, AutoCloseable {
    private final Instant start = Instant.now();
    private final long origin = System.nanoTime();
    private final ScheduledThreadPoolExecutor alarms;

    /** Time from now on. */
    public SystemTime() {
        alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cortex-time");
            thread.setDaemon(true);
            return thread;
        });
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return exactly().truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant exactly() {
        return start.plusNanos(System.nanoTime() - origin);
    }

    @Override
    public void at(Instant moment, Runnable action) {
        long nanos;
        try {
            // Not before the clock, which shows whole milliseconds, has come to the moment.
            Instant shown = moment.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS);
            nanos = Math.max(0, Duration.between(exactly(), shown).toNanos());
        } catch (ArithmeticException | DateTimeException farAway) {
            nanos = Long.MAX_VALUE;
        }
        if (!alarms.isShutdown()) {
            var unused = alarms.schedule(action, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
