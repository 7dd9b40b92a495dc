package dev.cortex.core.store;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import java.time.Duration;
import java.util.Map;

/**
 * A scenario with something of everything, and what its agents and evaluators answer. An answer depends on the question
 * alone, so the run has one outcome, wherever it is cut short.
 */
final class TwelvePhases {
    /** The phase that somebody has to start. */
    static final String GATE = "release";

    static final Scenario SCENARIO = Scenario.named("twelve phases")
            .description("something of everything")
            .rollback(Rollback.AUTOMATIC)
            .phase("analysis", p -> p.auto().agents("architect").profiles("research"))
            .phase("design", p -> p.after("analysis").agents("architect", "designer"))
            // An unmet criterion, and a second round.
            .phase(
                    "backend",
                    p -> p.after("design")
                            .agents("coder")
                            .criteria("all tests pass")
                            .retry(Retry.attempts(2).withBackoff(Duration.ofMillis(300))))
            // Beside it, with the same agent.
            .phase("frontend", p -> p.after("design").parallel().agents("coder", "designer"))
            // Two agents together, of which one fails once.
            .phase(
                    "docs",
                    p -> p.after("analysis")
                            .parallel()
                            .agents("writer", "editor")
                            .agentMode(AgentMode.PARALLEL)
                            .retry(Retry.attempts(3).withBackoff(Duration.ofMillis(200))))
            .phase(
                    "experiment",
                    p -> p.after("design")
                            .parallel()
                            .agents("risky")
                            .continueOnFailure()
                            .criteria("it is a surprise"))
            .phase("rescue", p -> p.onFailure("experiment").parallel().agents("medic"))
            .phase("legacy", p -> p.after("analysis").parallel().agents("broken"))
            .phase("migration", p -> p.after("legacy").agents("coder"))
            .phase("hotfix", p -> p.onFailure("backend").agents("coder"))
            .phase(
                    GATE,
                    p -> p.after("backend", "frontend", "docs", "experiment")
                            .manual()
                            .agents("releaser")
                            .profiles("production"))
            .phase("cleanup", p -> p.always(GATE, "migration", "rescue").agents("janitor", "coder"))
            .build();

    private static final Map<String, Duration> TIMES = Map.of(
            "analysis", Duration.ofMillis(250),
            "design", Duration.ofMillis(150),
            "backend", Duration.ofMillis(450),
            "frontend", Duration.ofMillis(350),
            "docs", Duration.ofMillis(300),
            "experiment", Duration.ofMillis(100));

    private TwelvePhases() {}

    static Duration time(String phase) {
        return TIMES.getOrDefault(phase, Duration.ofMillis(120));
    }

    static AgentResult answer(Assignment work) {
        return switch (work.agent()) {
            case "risky", "broken" -> AgentResult.failure(work.agent() + " cannot do it");
            case "writer" -> work.attempt() == 1 ? AgentResult.failure("no words") : done(work);
            case "coder" -> done(work).with("tested", !work.unmet().isEmpty());
            default -> done(work);
        };
    }

    private static AgentResult done(Assignment work) {
        return AgentResult.success(work.agent() + " did " + work.phase().name())
                .with(work.agent(), work.phase().name());
    }

    static Verdict judge(CriterionCheck check) {
        boolean tested = check.outputs()
                .get(check.phase().name(), "tested")
                .filter(Boolean.TRUE::equals)
                .isPresent();
        return tested ? Verdict.met("all pass", "tests") : Verdict.unmet("one fails", "tests");
    }
}
