package dev.cortex.core.agents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Ends processes and all that descends from them: a polite signal to each, a grace period, then force. Descendants are
 * listed before the first signal, because one whose parent is gone belongs to nobody; those that left earlier are found
 * by their mark, where the system shows it.
 */
final class TreeEnding {
    private static final long POLL_MILLIS = 20;
    private static final long SLOW_POLL_MILLIS = 1000;
    private static final int QUICK_ROUNDS = 500;

    private final Map<Long, ProcessHandle> known = new LinkedHashMap<>();
    private final Set<String> marks;
    private final Threads threads;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile Duration grace;
    private int forcedRounds;

    private TreeEnding(Collection<ProcessHandle> roots, Set<String> marks, Duration grace, Threads threads) {
        this.marks = marks;
        this.grace = grace;
        this.threads = threads;
        roots.forEach(root -> known.put(root.pid(), root));
    }

    /** Begins to end the processes. Returns after the first signal; it reads the list of processes and so blocks for moments. */
    static TreeEnding begin(Collection<ProcessHandle> roots, Set<String> marks, Duration grace, Threads threads) {
        TreeEnding ending = new TreeEnding(roots, Set.copyOf(marks), grace, threads);
        ending.step(true);
        return ending;
    }

    /** Completes when nothing of the tree is left. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Ends the grace period now. */
    void hurry() {
        grace = Duration.ZERO;
    }

    /** The processes that are still there. */
    synchronized List<Long> left() {
        return alive().stream().map(ProcessHandle::pid).toList();
    }

    private void step(boolean first) {
        try {
            check(first);
        } catch (RuntimeException e) {
            // The system refuses to list processes. Whoever waits has to hear of it.
            gone.completeExceptionally(e);
        }
    }

    private void check(boolean first) {
        boolean done;
        synchronized (this) {
            boolean force = System.nanoTime() - begun >= grace.toNanos();
            List<ProcessHandle> alive = alive();
            // Looking for more is costly: before each first signal, and before saying that nothing is left.
            if (first || force || alive.isEmpty()) {
                List<ProcessHandle> found = collect();
                signal(force ? alive() : first ? new ArrayList<>(known.values()) : found, force);
                alive = alive();
            }
            forcedRounds += force ? 1 : 0;
            done = alive.isEmpty();
        }
        if (done) {
            gone.complete(null);
        } else {
            threads.after(forcedRounds > QUICK_ROUNDS ? SLOW_POLL_MILLIS : POLL_MILLIS, () -> step(false));
        }
    }

    private void signal(List<ProcessHandle> processes, boolean force) {
        // From the top down: a script whose child was ended first would go on with its next line.
        for (ProcessHandle process : processes) {
            if (force) {
                process.destroyForcibly();
            } else {
                process.destroy();
            }
        }
    }

    private List<ProcessHandle> collect() {
        Set<Long> spared = ProcessMark.selfAndAbove();
        List<ProcessHandle> found = new ArrayList<>();
        for (ProcessHandle process : alive()) {
            process.descendants().forEach(found::add);
        }
        for (ProcessHandle process : ProcessMark.find(marks)) {
            found.add(process);
            process.descendants().forEach(found::add);
        }
        found.removeIf(process -> spared.contains(process.pid()) || process.equals(known.get(process.pid())));
        found.forEach(process -> known.put(process.pid(), process));
        return found;
    }

    private List<ProcessHandle> alive() {
        return known.values().stream().filter(Pid::alive).toList();
    }
}
