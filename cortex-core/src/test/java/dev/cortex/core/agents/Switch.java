package dev.cortex.core.agents;

import dev.cortex.api.agent.Cancellation;
import java.util.concurrent.CompletableFuture;

/** A cancellation that the test requests. */
final class Switch implements Cancellation {
    private final CompletableFuture<Void> request = new CompletableFuture<>();
    private final CompletableFuture<Void> watched = new CompletableFuture<>();

    @Override
    public boolean requested() {
        return request.isDone();
    }

    @Override
    public void onRequest(Runnable action) {
        var unused = request.thenRun(action);
        watched.complete(null);
    }

    /** Completes when somebody waits for the request. */
    CompletableFuture<Void> watched() {
        return watched;
    }

    void request() {
        request.complete(null);
    }
}
