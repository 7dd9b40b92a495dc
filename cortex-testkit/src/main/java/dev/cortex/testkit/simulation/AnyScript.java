package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A script made of a seed. In which order things happen makes no difference to the end of a run that follows it. */
final class AnyScript {
    private static final List<Answer.Manner> BAD = List.of(
            Answer.Manner.TWICE, Answer.Manner.TWICE, Answer.Manner.THROWS, Answer.Manner.NULL, Answer.Manner.DEAF);

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

    private Answer[] answers(String phase, String agent) {
        AgentResult good = AgentResult.success("done").with(phase, agent);
        AgentResult bad = AgentResult.failure("not done");
        List<Answer> answers = new ArrayList<>();
        switch (random.nextInt(6)) {
            case 0 -> answers.add(Answer.of(bad));
            case 1, 2 -> {
                answers.add(Answer.of(bad).in(manner()));
                answers.add(Answer.of(good).in(manner()));
            }
            default -> answers.add(Answer.of(good).in(manner()));
        }
        return answers.stream().map(answer -> answer.after(Duration.ZERO)).toArray(Answer[]::new);
    }

    private Answer.Manner manner() {
        return random.nextInt(3) == 0 ? BAD.get(random.nextInt(BAD.size())) : Answer.Manner.PROPER;
    }
}
