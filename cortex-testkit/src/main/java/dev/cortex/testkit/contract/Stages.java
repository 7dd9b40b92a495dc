package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for stages, with a bound and a message. */
final class Stages {
    private Stages() {}

    /** The value of a stage that has to complete well. */
    static <T> T value(CompletionStage<T> stage, Duration bound, String what) {
        try {
            return stage.toCompletableFuture().get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return fail(what + " did not complete within " + bound, e);
        } catch (ExecutionException e) {
            return fail(what + " broke: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail(what + ": the test was interrupted", e);
        }
    }

    /** Makes a call that has to come to an end, well or not; one that throws has. */
    static void end(Supplier<? extends CompletionStage<?>> call, Duration bound, String what) {
        CompletionStage<?> stage;
        try {
            stage = call.get();
        } catch (RuntimeException broke) {
            return;
        }
        end(stage, bound, what);
    }

    /** Waits for a stage that has to complete, well or not. */
    static void end(CompletionStage<?> stage, Duration bound, String what) {
        value(stage.handle((value, problem) -> ""), bound, what);
    }
}
