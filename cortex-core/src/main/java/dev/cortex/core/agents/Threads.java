package dev.cortex.core.agents;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one activator or evaluator: daemons that end when they have had nothing to do for some seconds, so
 * nobody has to close them.
 */
final class Threads {
    private static final long IDLE_SECONDS = 5;

    private final Executor pumps = pool("cortex-output");
    private final Executor executor;
    private final ScheduledThreadPoolExecutor clock;

    /** With an executor for work that blocks for moments; without one, it has threads of its own for that. */
    Threads(Optional<Executor> executor) {
        this.executor = executor.orElseGet(() -> pool("cortex-programs"));
        clock = new ScheduledThreadPoolExecutor(1, daemons("cortex-clock"));
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs what blocks for moments: starting programs, files. */
    void execute(Runnable action) {
        try {
            executor.execute(action);
        } catch (RejectedExecutionException e) {
            // The host has shut its executor down; programs that still run have to be ended all the same.
            pumps.execute(action);
        }
    }

    /** Reads a stream to its end. Never on the host's executor: a bounded one would let programs hang. */
    void pump(Runnable action) {
        pumps.execute(action);
    }

    /** Has an action run on the executor after a while. */
    void after(long millis, Runnable action) {
        var unused = clock.schedule(() -> execute(action), millis, TimeUnit.MILLISECONDS);
    }

    private static Executor pool(String name) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(name));
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
