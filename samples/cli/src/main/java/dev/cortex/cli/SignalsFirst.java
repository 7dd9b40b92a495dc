package dev.cortex.cli;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Holds bad news back for a moment. Ctrl-C reaches the programs that a run has started as well as the command itself:
 * what a program says because of the signal must not be recorded before the stop that the signal means.
 */
final class SignalsFirst {
    private static final long MOMENT_MILLIS = 150;
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS, Runnable::run);

    private SignalsFirst() {}

    /** {@return the same agents, whose failures come a moment later} */
    static AgentActivator agents(AgentActivator agents) {
        return new AgentActivator() {
            @Override
            public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                return held(agents.work(assignment, cancellation), AgentResult::success);
            }

            @Override
            public CompletionStage<Void> activate(Activation activation) {
                return agents.activate(activation);
            }

            @Override
            public CompletionStage<Void> deactivate(Activation activation) {
                return agents.deactivate(activation);
            }
        };
    }

    /** {@return the same evaluator, whose verdicts come a moment later unless they are good} */
    static CriterionEvaluator criteria(CriterionEvaluator evaluator) {
        return (check, cancellation) ->
                held(evaluator.evaluate(check, cancellation), verdict -> verdict.result() != Verdict.Result.UNMET);
    }

    private static <T> CompletionStage<T> held(CompletionStage<T> stage, Predicate<T> good) {
        CompletableFuture<T> later = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null && good.test(value)) {
                later.complete(value);
            } else if (failure == null) {
                LATER.execute(() -> later.complete(value));
            } else {
                LATER.execute(() -> later.completeExceptionally(failure));
            }
        });
        return later;
    }
}
