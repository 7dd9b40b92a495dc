package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A script made of a seed. In which order things happen makes no difference to the end of a run that follows it. */
final class AnyScript {
    private final SplittableRandom random;

    private AnyScript(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Script of(Plan plan, long seed) {
        AnyScript any = new AnyScript(seed);
        Script script = Script.allGoesWell();
        for (Phase phase : plan.scenario().phases()) {
            for (String agent : phase.workers()) {
                if (any.random.nextInt(2) == 0) {
                    script = script.agent(phase.name() + "/" + agent, any.answers(phase.name(), agent));
                }
            }
            for (Criterion criterion : phase.criteria()) {
                script = script.criterion(criterion.text(), any.verdict(), any.verdict(), any.verdict())
                        .confirm(criterion.text(), any.random.nextInt(4) > 0);
            }
            if (phase.gate() && any.random.nextInt(5) == 0) {
                script = script.gate(phase.name(), any.random.nextBoolean() ? Script.Gate.REJECT : Script.Gate.SKIP);
            }
        }
        return script;
    }

    private Verdict.Result verdict() {
        int one = random.nextInt(6);
        return one == 0 ? Verdict.Result.UNMET : one == 1 ? Verdict.Result.UNKNOWN : Verdict.Result.MET;
    }

    /** At once: where any order is tried it makes no difference, and the run without disturbance takes no time. */
    private List<Reply<AgentResult>> answers(String phase, String agent) {
        AgentResult good = AgentResult.success("done").with(phase, agent);
        AgentResult bad = AgentResult.failure("not done");
        return switch (random.nextInt(6)) {
            case 0 -> List.of(Reply.of(bad).after(Duration.ZERO));
            case 1, 2 -> List.of(reply(bad), reply(good));
            default -> List.of(reply(good));
        };
    }

    private Reply<AgentResult> reply(AgentResult result) {
        Reply<AgentResult> proper = Reply.of(result).after(Duration.ZERO);
        if (random.nextInt(3) > 0) {
            return proper;
        }
        return switch (random.nextInt(6)) {
            case 0 -> Reply.throwing(new IllegalStateException("it throws"));
            case 1 ->
                Reply.<AgentResult>breaks(new IllegalStateException("it breaks"))
                        .after(Duration.ZERO);
            case 2 -> random.nextBoolean() ? Reply.<AgentResult>empty().after(Duration.ZERO) : Reply.withoutStage();
            case 3 -> proper.ignoringCancellation();
            default -> proper.andThen(AgentResult.failure("it answers twice"));
        };
    }
}
