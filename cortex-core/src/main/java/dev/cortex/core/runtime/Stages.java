package dev.cortex.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for a stage, with its own exception and not a wrapper of it. */
final class Stages {
    private Stages() {}

    static <T> T join(CompletableFuture<T> stage) {
        try {
            return stage.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw wrapped;
        }
    }
}
