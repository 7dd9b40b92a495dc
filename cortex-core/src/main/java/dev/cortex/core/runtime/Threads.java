package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.BlockingAgent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's threads: a few for runs, which write journals and never call the host, and others for calls to the host,
 * which may block. The latter are virtual where the JVM has them, and a bounded pool where it has not.
 */
public final class Threads implements AutoCloseable {
    private static final int CALLS = 256;
    private static final long IDLE_SECONDS = 5;

    private final Executor runs;
    private final Executor calls;
    private final Runnable end;

    private Threads(Executor runs, Executor calls, Runnable end) {
        this.runs = runs;
        this.calls = calls;
        this.end = end;
    }

    /**
     * Everything on one executor of the host's.
     *
     * @param executor the executor; never shut down from here
     * @return the threads
     */
    public static Threads on(Executor executor) {
        return new Threads(executor, executor, () -> {});
    }

    /** {@return threads of the engine's own, daemons all of them} */
    public static Threads own() {
        ExecutorService runs =
                pool("cortex-run-", Math.max(2, Runtime.getRuntime().availableProcessors()));
        ExecutorService calls = virtual().orElseGet(() -> pool("cortex-call-", CALLS));
        return new Threads(runs, calls, () -> {
            runs.shutdown();
            calls.shutdown();
        });
    }

    /** A pool that starts a thread only where none is idle, and lets tasks wait only where it may start no more. */
    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        Handover queue = new Handover();
        return new ThreadPoolExecutor(0, size, IDLE_SECONDS, TimeUnit.SECONDS, queue, daemons, (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the engine is closed");
            }
            queue.put(task);
        });
    }

    /** A queue that takes a task at once if a thread waits for one. */
    private static final class Handover extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    /** Java 17 does not have them, so the factory is looked up by its name. */
    private static Optional<ExecutorService> virtual() {
        try {
            return Optional.of((ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke());
        } catch (Throwable none) { // A method handle declares Throwable; whatever it is, there are none to be had.
            return Optional.empty();
        }
    }

    /**
     * Blocking agents on these threads.
     *
     * @param agent does the work of all agents
     * @return an activator that does not block
     */
    public AgentActivator blocking(BlockingAgent agent) {
        return AgentActivator.blocking(calls, agent);
    }

    /** {@return where runs take their turns} */
    Executor runs() {
        return runs;
    }

    /** {@return where the host is called} */
    Executor calls() {
        return calls;
    }

    /** Makes room for one more call, because one was abandoned and may hold its thread for ever. */
    void grow() {
        if (calls instanceof ThreadPoolExecutor pool) {
            synchronized (this) {
                pool.setMaximumPoolSize(pool.getMaximumPoolSize() + 1);
            }
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
