package dev.cortex.core;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Agents, profiles and a judge that take some milliseconds for everything, and do as they like when they are asked to
 * stop: some end at once, some finish what they do, some never answer. Counts what is active.
 */
final class Moody implements AgentActivator, ProfileActivator, CriterionEvaluator {
    private final Random random;
    private final Map<String, Boolean> active = new ConcurrentHashMap<>();
    private final Map<String, Integer> activations = new ConcurrentHashMap<>();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    private final List<String> wrong = new ArrayList<>();

    Moody(long seed) {
        this.random = new Random(seed);
    }

    /** {@return what is active at this moment} */
    List<String> active() {
        return List.copyOf(active.keySet());
    }

    /** {@return how often something was activated} */
    int activations() {
        return activations.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return attempts, by key and number, that said that they have succeeded} */
    Set<String> succeeded() {
        return Set.copyOf(succeeded);
    }

    /** {@return what was activated or deactivated twice in a row in a run} */
    synchronized List<String> wrong(String runId) {
        return wrong.stream().filter(one -> one.contains(": " + runId + "/")).toList();
    }

    @Override
    public CompletionStage<Void> activate(Activation activation) {
        if (active.put(activation.key(), true) != null) {
            note("activated twice: " + activation.key());
        }
        activations.merge(activation.key(), 1, Integer::sum);
        return later(3, () -> null);
    }

    @Override
    public CompletionStage<Void> deactivate(Activation activation) {
        if (active.remove(activation.key()) == null) {
            note("deactivated twice: " + activation.key());
        }
        return later(3, () -> null);
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        AgentResult good = AgentResult.success(assignment.agent() + " did it")
                .with(assignment.phase().name(), assignment.agent());
        boolean failsFirst = assignment.agent().equals("flaky") && assignment.attempt() == 1;
        CompletableFuture<AgentResult> result =
                later(20, () -> failsFirst ? AgentResult.failure("the first time") : good);
        CompletableFuture<AgentResult> answer = stoppable(result, cancellation, AgentResult.failure("cancelled"));
        // Noted before the engine hears of it, which asks for more of the stage only when it gets it.
        return answer.thenApply(said -> {
            if (said.success()) {
                succeeded.add(assignment.idempotencyKey() + "#" + assignment.attempt());
            }
            return said;
        });
    }

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        return stoppable(
                later(10, () -> Verdict.met("looked", "moody")), cancellation, Verdict.unknown("cancelled", "moody"));
    }

    private <T> CompletableFuture<T> stoppable(CompletableFuture<T> result, Cancellation cancellation, T cut) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        int mood = next(10);
        var unused = result.thenAccept(value -> {
            if (mood != 0 || !cancellation.requested()) {
                answer.complete(value);
            }
        });
        if (mood > 0 && mood < 6) {
            cancellation.onRequest(() -> answer.complete(cut));
        }
        return answer;
    }

    private <T> CompletableFuture<T> later(int millis, Supplier<T> value) {
        Executor soon = CompletableFuture.delayedExecutor(next(millis), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(value, soon);
    }

    private synchronized int next(int bound) {
        return random.nextInt(bound);
    }

    private synchronized void note(String what) {
        wrong.add(what);
    }
}
