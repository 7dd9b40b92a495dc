package dev.cortex.cli;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.run.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Agents and a judge that do what stubs say, in simulated time. For one run, on one thread. */
final class StubAgents implements AgentActivator, CriterionEvaluator {
    private final Stubs stubs;
    private final Time time;
    private final Map<String, Integer> asked = new HashMap<>();

    StubAgents(Stubs stubs, Time time) {
        this.stubs = stubs;
        this.time = time;
    }

    @Override
    public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
        // No name holds a slash, so this is nobody else's.
        String who = assignment.phase().name() + "/" + assignment.agent();
        Stubs.Answer says = stubs.answer(assignment.phase(), assignment.agent(), count(who));
        CompletableFuture<AgentResult> answer = new CompletableFuture<>();
        cancellation.onRequest(() -> answer.complete(AgentResult.failure("stopped")));
        time.at(time.now().plus(says.takes()), () -> answer.complete(result(says)));
        return answer;
    }

    private static AgentResult result(Stubs.Answer says) {
        return new AgentResult(says.success(), says.reason(), says.outputs(), Map.of(), Optional.empty());
    }

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        String text = check.criterion().text();
        Verdict.Result says = stubs.verdict(text, count(check.phase().name() + "//" + text));
        return CompletableFuture.completedFuture(new Verdict(says, "", "simulation"));
    }

    private int count(String what) {
        return asked.merge(what, 1, Integer::sum) - 1;
    }
}
