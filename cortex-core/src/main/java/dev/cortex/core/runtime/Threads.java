package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
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
 * The engine's threads. A few for runs, which read and write journals and never call the host. Others for calls to the
 * host, which may block: virtual ones where the JVM has them, and a bounded pool where it has not. And some for what must
 * not wait for a free one of those: asking calls to stop, telling listeners and whoever waits for a run.
 *
 * <p>Handing over a task either succeeds, and the task runs once at most, or throws a {@link RejectedExecutionException}.
 */
public final class Threads implements AutoCloseable {
    private static final int CALLS = 256;
    private static final int ASIDES = 64;
    private static final long IDLE_SECONDS = 5;

    private final Executor runs;
    private final Executor calls;
    private final Executor asides;
    private final Runnable end;

    private Threads(Executor runs, Executor calls, Executor asides, Runnable end) {
        this.runs = runs;
        this.calls = calls;
        this.asides = asides;
        this.end = end;
    }

    /**
     * Everything on one executor of the host's.
     *
     * @param executor the executor; never shut down from here
     * @return the threads
     */
    public static Threads on(Executor executor) {
        return new Threads(executor, executor, executor, () -> {});
    }

    /** {@return threads of the engine's own, daemons all of them} */
    public static Threads own() {
        ExecutorService runs =
                pool("cortex-run-", Math.max(2, Runtime.getRuntime().availableProcessors()));
        ExecutorService calls = virtual().orElseGet(() -> pool("cortex-call-", CALLS));
        ExecutorService asides = pool("cortex-aside-", ASIDES);
        return new Threads(runs, calls, asides, () -> {
            runs.shutdown();
            calls.shutdown();
            asides.shutdown();
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

    private static void handOver(Executor executor, Runnable task) {
        Once once = new Once(task);
        try {
            executor.execute(once);
        } catch (Throwable refused) { // An executor of the host's, or no memory for one more thread.
            if (once.withdraw()) {
                throw new RejectedExecutionException(
                        "the executor " + Problem.culprit(executor) + " threw " + Problem.of(refused), refused);
            }
        }
    }

    /**
     * Blocking agents on these threads.
     *
     * @param agent does the work of all agents
     * @return an activator that does not block
     */
    public AgentActivator blocking(BlockingAgent agent) {
        return AgentActivator.blocking(this::call, (assignment, cancellation) -> {
            if (!(cancellation instanceof Token token)) {
                return agent.work(assignment, cancellation);
            }
            return token.<AgentResult>holdingAThread(() -> agent.work(assignment, token));
        });
    }

    /** Has a run take its turn. */
    void run(Runnable turn) {
        handOver(runs, turn);
    }

    /** Has the host be called. */
    void call(Runnable call) {
        handOver(calls, call);
    }

    /** Has something of the host's be done that is quick, unless the host is to blame. */
    void aside(Runnable call) {
        handOver(asides, call);
    }

    /** Makes room for other calls, because some of the host's were abandoned and may hold their threads for ever. */
    void growCalls(int count) {
        grow(calls, count);
    }

    /** Makes room for other runs, because one waits for a store that does not answer; negative when it has. */
    void growRuns(int count) {
        grow(runs, count);
    }

    private synchronized void grow(Executor executor, int count) {
        if (executor instanceof ThreadPoolExecutor pool && count != 0) {
            pool.setMaximumPoolSize(pool.getMaximumPoolSize() + count);
            try {
                // A pool looks at its size only when it is given something to do.
                handOver(pool, () -> {});
            } catch (RejectedExecutionException closed) {
                // Nobody needs room any more.
            }
        }
    }

    /** Whether they are the engine's, and not those of an executor of the host's. */
    boolean areOwn() {
        return runs != calls;
    }

    @Override
    public void close() {
        end.run();
    }
}
