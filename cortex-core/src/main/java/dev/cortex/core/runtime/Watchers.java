package dev.cortex.core.runtime;

import dev.cortex.api.run.RunView;
import dev.cortex.core.machine.RunMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Who waits for a run to come to a point. Nobody is told from here. Safe for use by many threads. */
final class Watchers {
    private record Watcher(Predicate<RunMachine> point, CompletableFuture<RunView> reached) {}

    private final List<Watcher> waiting = new ArrayList<>();
    private boolean closed;

    /** Adds one; fails it at once if nothing will happen here any more. */
    synchronized CompletableFuture<RunView> add(Predicate<RunMachine> point) {
        if (closed) {
            return CompletableFuture.failedFuture(new Driver.Departed());
        }
        CompletableFuture<RunView> reached = new CompletableFuture<>();
        waiting.add(new Watcher(point, reached));
        return reached;
    }

    /** Takes out those whose point is reached. */
    synchronized List<CompletableFuture<RunView>> reached(RunMachine machine) {
        List<CompletableFuture<RunView>> reached = new ArrayList<>();
        waiting.removeIf(watcher -> watcher.point().test(machine) && reached.add(watcher.reached()));
        return reached;
    }

    /** Takes out all; none can be added after that. */
    synchronized List<CompletableFuture<RunView>> rest() {
        closed = true;
        List<CompletableFuture<RunView>> rest = new ArrayList<>();
        waiting.forEach(watcher -> rest.add(watcher.reached()));
        waiting.clear();
        return rest;
    }
}
