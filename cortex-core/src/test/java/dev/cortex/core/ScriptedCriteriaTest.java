package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an engine makes of verdicts that a test has written down. */
class ScriptedCriteriaTest {
    private static final Scenario JUDGED = Scenario.named("judged")
            .description("criteria in two phases")
            .phase(
                    "build",
                    p -> p.auto().agents("coder").criteria("Fast", "Small").retry(Retry.attempts(2)))
            .phase("ship", p -> p.after("build").agents("operator").criteria("Fast"))
            .build();

    private final ManualTime time = new ManualTime();
    private final ScriptedCriteria criteria = new ScriptedCriteria(time);
    private final Cortex cortex = Cortex.builder()
            .agents(new ScriptedAgents(time))
            .criteria(
                    criteria,
                    (check, stop) -> CompletableFuture.completedFuture(Verdict.met("whatever it is", "the one behind")))
            .time(time)
            .executor(time)
            .build();

    private Run start() {
        Run run = cortex.start(cortex.plan(JUDGED).orElseThrow());
        time.settle();
        return run;
    }

    private static List<Verdict> verdicts(Run run) {
        List<Verdict> verdicts = new ArrayList<>();
        run.events(0, event -> {
            if (event.fact() instanceof Fact.CriterionJudged judged) {
                verdicts.add(judged.verdict());
            }
        });
        return verdicts;
    }

    @Test
    void withoutAScript_theEvaluatorBehindIsAsked() {
        assertThat(verdicts(start()))
                .extracting(Verdict::judge)
                .containsExactly("the one behind", "the one behind", "the one behind");
    }

    @Test
    void verdicts_areByTextAndThenByPhase_oneAfterTheOther() {
        criteria.met("build").on("Fast", Verdict.unmet("9 s", "clock"), Verdict.met("1 s", "clock"));
        Run run = start();
        assertThat(verdicts(run))
                .containsExactly(
                        Verdict.unmet("9 s", "clock"),
                        Verdict.met("", ScriptedCriteria.JUDGE),
                        Verdict.met("1 s", "clock"),
                        Verdict.met("", ScriptedCriteria.JUDGE),
                        Verdict.met("1 s", "clock"));
        assertThat(criteria.checks())
                .extracting(
                        check -> check.phase().name() + " " + check.criterion().text())
                .containsExactly("build Fast", "build Small", "build Fast", "build Small", "ship Fast");
    }

    @Test
    void unmet_failsThePhase() {
        criteria.unmet("Small", "90 MB");
        assertThat(start().view().phase("build").orElseThrow().ending())
                .containsInstanceOf(Ending.Failed.class)
                .get()
                .extracting(Ending::text)
                .isEqualTo("failed: criterion");
    }

    @Test
    void verdicts_takeTime_andCanFailToCome() {
        criteria.met("Fast")
                .takes("Fast", Duration.ofMinutes(3), Duration.ofMinutes(1))
                .on("Small", Reply.breaks(new IllegalStateException("no ruler")));
        Run run = start();
        time.advance(Duration.ofMinutes(2));
        assertThat(run.view().phase("build").orElseThrow().state()).isEqualTo(PhaseState.VERIFYING);
        time.advance(Duration.ofMinutes(2));
        assertThat(run.view().phase("ship").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
        assertThat(verdicts(run)).extracting(Verdict::judge).containsExactly("script", "the one behind", "script");
    }

    @Test
    void verdictThatNeverComes_endsWhenTheRunIsStopped() {
        criteria.on("Fast", Reply.never());
        Run run = start();
        run.as(new Actor("anna")).stop("enough");
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
    }
}
