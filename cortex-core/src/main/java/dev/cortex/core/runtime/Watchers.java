package dev.cortex.core.runtime;

import dev.cortex.api.run.RunView;
import dev.cortex.core.machine.RunMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Who waits for a run to come to a point. Guarded by the driver's lock; nobody is told while it is held. */
final class Watchers {
    private record Watcher(Predicate<RunMachine> point, CompletableFuture<RunView> reached) {}

    private final List<Watcher> waiting = new ArrayList<>();

    CompletableFuture<RunView> add(Predicate<RunMachine> point) {
        CompletableFuture<RunView> reached = new CompletableFuture<>();
        waiting.add(new Watcher(point, reached));
        return reached;
    }

    /** Takes out those whose point is reached. */
    List<CompletableFuture<RunView>> reached(RunMachine machine) {
        List<CompletableFuture<RunView>> reached = new ArrayList<>();
        waiting.removeIf(watcher -> watcher.point().test(machine) && reached.add(watcher.reached()));
        return reached;
    }

    /** Takes out all. */
    List<CompletableFuture<RunView>> rest() {
        List<CompletableFuture<RunView>> rest = new ArrayList<>();
        waiting.forEach(watcher -> rest.add(watcher.reached()));
        waiting.clear();
        return rest;
    }
}
