package dev.cortex.testkit;

import dev.cortex.api.run.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes when a test says so, and an executor that runs tasks when a test says so, on the test's own thread. An
 * engine that is given both does everything in one order, which is the same each time: a run that would take days is over
 * in milliseconds.
 *
 * <p>An engine that is closed while it drives runs waits for tasks that only a test can run: {@link #close} does both.
 *
 * <p>Other threads may add tasks and alarms; {@link #settle}, {@link #advance} and {@link #close} are for one thread.
 */
public final class ManualTime implements Time, Executor {
    private static final Duration WHILE = Duration.ofSeconds(1);

    private record Alarm(Instant at, long number, Runnable action) {}

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparingLong(Alarm::number));
    private Instant now;
    private long number;

    /**
     * Time that stands still.
     *
     * @param start the first moment
     */
    public ManualTime(Instant start) {
        this.now = Objects.requireNonNull(start, "start");
    }

    /** Time that stands still at the beginning of 2026, UTC. */
    public ManualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void at(Instant moment, Runnable action) {
        alarms.add(new Alarm(moment, number++, Objects.requireNonNull(action, "action")));
    }

    /** Keeps a task for the next {@link #settle} or {@link #advance}. */
    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(Objects.requireNonNull(task, "task"));
    }

    /** Runs all that can run without time passing. */
    public void settle() {
        for (Runnable next = nextTask(now()); next != null; next = nextTask(now())) {
            next.run();
        }
    }

    /**
     * Lets time pass, alarm by alarm, and runs all that can run on the way.
     *
     * @param time how much
     */
    public void advance(Duration time) {
        Instant target = now().plus(time);
        settle();
        for (Instant next = nextAlarm(target); next != null; next = nextAlarm(target)) {
            set(next);
            settle();
        }
        set(target);
        settle();
    }

    /**
     * Closes an engine that lives in this time, and lets time pass until that is done: agents at work are asked to stop,
     * and those that do not are abandoned after the policy's grace.
     *
     * @param engine what to close, on a thread of its own
     * @throws IllegalStateException if the engine throws, or this thread is interrupted meanwhile
     */
    public void close(AutoCloseable engine) {
        FutureTask<Boolean> closing = new FutureTask<>(() -> {
            engine.close();
            return true;
        });
        Thread closer = new Thread(closing, "closing");
        closer.setDaemon(true);
        closer.start();
        try {
            for (boolean closed = false; !closed; closed = isDone(closing, closer)) {
                settle();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine cannot be closed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an engine was being closed", e);
        }
    }

    private boolean isDone(FutureTask<Boolean> closing, Thread closer) throws ExecutionException, InterruptedException {
        try {
            return closing.get(1, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            if (closer.getState() == Thread.State.TIMED_WAITING || closer.getState() == Thread.State.WAITING) {
                // Perhaps for an agent that has a while left to stop.
                advance(WHILE);
            }
            return false;
        }
    }

    private synchronized void set(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    private synchronized @Nullable Instant nextAlarm(Instant target) {
        Alarm next = alarms.peek();
        return next == null || next.at().isAfter(target) ? null : next.at();
    }

    private synchronized @Nullable Runnable nextTask(Instant moment) {
        if (!tasks.isEmpty()) {
            return tasks.poll();
        }
        Alarm next = alarms.peek();
        if (next == null || next.at().isAfter(moment)) {
            return null;
        }
        alarms.poll();
        return next.action();
    }
}
