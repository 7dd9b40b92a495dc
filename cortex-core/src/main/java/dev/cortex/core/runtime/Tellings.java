package dev.cortex.core.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands the outcome of stages to the host: what a host has hung on a stage runs on a thread where it holds up no run. Safe
 * for use by many threads.
 */
final class Tellings {
    private final Threads threads;
    private final Set<Telling> underWay = ConcurrentHashMap.newKeySet();

    Tellings(Threads threads) {
        this.threads = threads;
    }

    private static final class Telling {
        private final CompletableFuture<Void> over = new CompletableFuture<>();
        private volatile @Nullable Thread teller;
    }

    /** A stage that ends as this one does, a little later and elsewhere; if this one has ended already, so has it. */
    <T> CompletableFuture<T> told(CompletableFuture<T> stage) {
        if (stage.isDone()) {
            return stage.copy();
        }
        CompletableFuture<T> told = new CompletableFuture<>();
        var unused = stage.whenComplete((value, thrown) -> tell(() -> {
            if (thrown == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(thrown);
            }
        }));
        return told;
    }

    private void tell(Runnable words) {
        Telling telling = new Telling();
        underWay.add(telling);
        try {
            threads.aside(() -> say(telling, words));
        } catch (RejectedExecutionException closedOrBroken) {
            say(telling, words);
        }
    }

    private void say(Telling telling, Runnable words) {
        telling.teller = Thread.currentThread();
        try {
            words.run();
        } finally {
            underWay.remove(telling);
            telling.over.complete(null);
        }
    }

    /** Completes when everybody has heard what there was to hear so far; whoever asks is not waited for. */
    List<CompletableFuture<Void>> silence() {
        return underWay.stream()
                .filter(telling -> telling.teller != Thread.currentThread())
                .map(telling -> telling.over)
                .toList();
    }
}
