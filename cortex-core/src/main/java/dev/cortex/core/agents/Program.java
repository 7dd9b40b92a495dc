package dev.cortex.core.agents;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A program that was started, until it and what it printed have come to an end. */
final class Program {
    private static final long DRAIN_POLL_MILLIS = 25;
    private static final int QUIET_POLLS = 40;
    private static final int MAX_POLLS = 400;
    private static final long FIRST_LOOK_MILLIS = 250;
    private static final long LAST_LOOK_MILLIS = 30_000;

    private final Launch launch;
    private final Process process;
    private final Threads threads;
    private final List<Pump> pumps;
    private final Map<Long, ProcessHandle> descendants = new HashMap<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private @Nullable CompletionStage<TreeEnding> ending;
    private boolean over;

    private Program(Launch launch, Process process, Threads threads, List<Pump> pumps) {
        this.launch = launch;
        this.process = process;
        this.threads = threads;
        this.pumps = pumps;
    }

    /**
     * Starts a program and begins to read what it prints, on two threads.
     *
     * @throws IOException if it cannot be started
     */
    static Program start(Launch launch, List<Pump.Sink> out, List<Pump.Sink> err, Threads threads) throws IOException {
        Process process = launch.start();
        List<Pump> pumps = List.of(new Pump(process.getInputStream(), out), new Pump(process.getErrorStream(), err));
        Program program = new Program(launch, process, threads, pumps);
        pumps.forEach(threads::pump);
        CompletionStage<Process> exit = process.onExit();
        exit.thenRun(() -> program.drain(0, 0, -1));
        return program;
    }

    /** The process itself. */
    ProcessHandle root() {
        return process.toHandle();
    }

    /**
     * Completes with the exit code when the program has ended and what it printed was read; if {@link #end} was called,
     * not before its whole tree is gone. Of what it left running, nothing is waited for.
     */
    CompletionStage<Integer> ended() {
        return ended;
    }

    /** Begins to end the program with all that descends from it; returns at once. A second call ends the grace period. */
    void end(Duration grace) {
        CompletableFuture<TreeEnding> started;
        synchronized (this) {
            if (over) {
                return;
            }
            if (ending != null) {
                ending.thenAccept(TreeEnding::hurry);
                return;
            }
            started = new CompletableFuture<>();
            ending = started;
        }
        threads.execute(() -> {
            try {
                started.complete(TreeEnding.begin(roots(), Set.of(launch.mark()), grace, threads));
            } catch (RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
    }

    /** Tells of descendants when they are seen: now and then, soon after the start and more and more seldom. */
    void watch(Consumer<List<ProcessHandle>> seen) {
        look(seen, FIRST_LOOK_MILLIS);
    }

    private void look(Consumer<List<ProcessHandle>> seen, long millis) {
        threads.after(millis, () -> {
            if (ended.isDone() || !process.isAlive()) {
                return;
            }
            List<ProcessHandle> fresh;
            synchronized (this) {
                fresh = root().descendants()
                        .filter(child -> !child.equals(descendants.put(child.pid(), child)))
                        .toList();
            }
            if (!fresh.isEmpty()) {
                seen.accept(fresh);
            }
            look(seen, Math.min(LAST_LOOK_MILLIS, 2 * millis));
        });
    }

    private synchronized Collection<ProcessHandle> roots() {
        Map<Long, ProcessHandle> all = new HashMap<>(descendants);
        all.put(process.pid(), root());
        return all.values();
    }

    // What the program wrote is in the pipes when it ends. The end of the streams may be far: a child that goes on
    // keeps them open. So they are read to the end, or until they have been quiet for a while.
    private void drain(int polls, int quiet, long countBefore) {
        long count = pumps.stream().mapToLong(Pump::count).sum();
        int quietNow = count == countBefore ? quiet + 1 : 0;
        if (pumps.stream().allMatch(Pump::ended) || quietNow >= QUIET_POLLS || polls >= MAX_POLLS) {
            finish();
        } else {
            threads.after(polls == 0 ? 1 : DRAIN_POLL_MILLIS, () -> drain(polls + 1, quietNow, count));
        }
    }

    private void finish() {
        CompletionStage<TreeEnding> under;
        synchronized (this) {
            over = true;
            under = ending;
        }
        if (under == null) {
            ended.complete(process.exitValue());
        } else {
            under.thenCompose(TreeEnding::gone).whenComplete((gone, problem) -> ended.complete(process.exitValue()));
        }
    }
}
