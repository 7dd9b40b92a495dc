package dev.cortex.core;

import static dev.cortex.testkit.RunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Ending.Cause;
import dev.cortex.api.event.Ending.Proof;
import dev.cortex.api.event.Ending.SkipCause;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.RunAssert;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import dev.cortex.testkit.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expectations of runs that an engine has driven: what is so passes, and what is not says why. */
class RunAssertTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Scenario FEATURE = Scenario.named("feature")
            .description("a gate, two beside each other, one behind both, and one for failures")
            .phase("analysis", p -> p.manual().agents("architect"))
            .phase("backend", p -> p.after("analysis").agents("coder").retry(Retry.attempts(2)))
            .phase("frontend", p -> p.after("analysis").parallel().agents("designer"))
            .phase(
                    "integration",
                    p -> p.after("backend", "frontend").agents("tester").criteria("Fast", "Small"))
            .phase("repair", p -> p.onFailure("backend").agents("coder"))
            .build();

    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final ScriptedCriteria criteria = new ScriptedCriteria(time);
    private final Cortex cortex = Cortex.builder()
            .agents(agents)
            .criteria(criteria)
            .compensation((work, stop) -> CompletableFuture.completedFuture("undone"))
            .policy(Policy.STANDARD.with(Verification.STRICT))
            .time(time)
            .executor(time)
            .build();

    private Run start(Scenario scenario) {
        Run run = cortex.start(cortex.plan(scenario).orElseThrow());
        time.settle();
        return run;
    }

    private Run started() {
        Run run = start(FEATURE);
        run.as(ANNA).start("analysis", "go");
        time.advance(Duration.ofMinutes(10));
        return run;
    }

    private static void fails(Runnable expectation, String expected, String actual) {
        assertThatThrownBy(expectation::run)
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContaining("expected: " + expected)
                .hasMessageContaining(" but was: " + actual)
                .hasMessageContaining("of feature is")
                .hasMessageContaining("+0s       run of feature started by engine\n");
    }

    @Test
    void failedRun_isAsItSays_andShowsItsTimeline() {
        agents.on("backend", AgentResult.failure("no database")).takes("frontend", Duration.ofMinutes(5));
        Run run = started();
        RunAssert that = assertThat(run)
                .is(RunStatus.FAILED)
                .failed("backend", Cause.AGENT)
                .phase("integration", PhaseState.SKIPPED)
                .skipped("integration", SkipCause.UPSTREAM_FAILED)
                .completed("analysis", "frontend")
                .completed("analysis", Proof.VERIFIED)
                .worked("backend/coder", 2)
                .worked("coder", 3)
                .took(Duration.ofMinutes(5));

        fails(() -> that.is(RunStatus.COMPLETED), "the run is completed", "it is failed");
        fails(() -> that.failed("backend", Cause.TIMEOUT), "phase backend is failed: timeout", "it is failed: agent (");
        fails(
                () -> that.phase("integration", PhaseState.COMPLETED),
                "phase integration is completed",
                "it is skipped: upstream failed (backend)");
        fails(() -> that.skipped("integration", SkipCause.NOT_NEEDED), "phase integration is skipped: not needed", "");
        fails(() -> that.skipped("backend", SkipCause.UPSTREAM_FAILED), "phase backend is skipped: upstream", "");
        fails(() -> that.failed("integration", Cause.AGENT), "phase integration is failed: agent", "");
        fails(() -> that.completed("analysis", "backend"), "phase backend is completed", "it is failed: agent");
        fails(() -> that.completed("analysis", Proof.OPERATOR), "phase analysis is completed: by an operator", "");
        fails(() -> that.took(Duration.ofMinutes(6)), "the run took 6m", "it took 5m");
        fails(
                () -> that.is(RunStatus.STOPPED),
                "",
                "it is failed\nrun " + run.id() + " of feature is failed:\n  +0s       run of feature started");
    }

    @Test
    void order_isThatOfEvents() {
        agents.takes("frontend", Duration.ofMinutes(5)).takes("backend", Duration.ofMinutes(1));
        criteria.met("integration");
        RunAssert that = assertThat(started())
                .overlapped("backend", "frontend")
                .startedAfter("integration", "backend", "frontend")
                .startedAfter("backend", "analysis")
                .neverStarted("repair")
                .started("analysis", "backend", "frontend", "integration");

        fails(
                () -> that.overlapped("backend", "integration"),
                "phases backend, integration overlapped",
                "there was no");
        fails(() -> that.overlapped("analysis", "backend"), "phases analysis, backend overlapped", "there was no");
        fails(
                () -> that.startedAfter("frontend", "analysis", "backend"),
                "phase frontend started after the end of analysis, backend",
                "backend had not ended when it did");
        fails(() -> that.startedAfter("repair", "backend"), "phase repair started after", "it never started");
        fails(() -> that.neverStarted("repair", "backend"), "phase backend never started", "it did");
        fails(
                () -> that.started("analysis", "frontend", "backend", "integration"),
                "phases started in this order: [analysis, frontend,",
                "it is [analysis, backend, frontend, integration]");
    }

    @Test
    void everyStartOfAPhase_counts() {
        agents.on("tester", AgentResult.failure("flaky"), AgentResult.success("ok"));
        criteria.met("integration");
        Run run = started();
        run.as(ANNA).retry("backend", "");
        time.settle();
        assertThat(run)
                .is(RunStatus.COMPLETED)
                .started("analysis", "backend", "frontend", "integration", "backend", "integration")
                .startedAfter("integration", "backend")
                .worked("backend/coder", 2)
                .worked("coder", 2)
                .worked("integration", 2)
                .worked("repair/coder", 0);
        RunAssert that = assertThat(run);
        fails(() -> that.startedAfter("backend", "frontend"), "", "frontend had not ended when it did");
        fails(() -> that.worked("backend/coder", 1), "backend/coder worked 1 times", "it was 2");
    }

    /** No engine does that; it is what the assertion is for. */
    @Test
    void phaseThatRunsAgain_hasNotEnded() {
        Run run = started();
        List<Fact> facts = List.of(
                new Fact.PhaseStarted("backend", 1, Optional.empty()),
                new Fact.PhaseEnded("backend", new Ending.Completed(Proof.VERIFIED)),
                new Fact.PhaseStarted("frontend", 1, Optional.empty()),
                new Fact.PhasesReset(List.of("backend"), List.of("backend", "frontend")),
                new Fact.PhaseStarted("backend", 2, Optional.empty()),
                new Fact.PhaseStarted("frontend", 2, Optional.empty()));
        List<RunEvent> events = new ArrayList<>();
        facts.forEach(fact -> events.add(new RunEvent(run.id(), events.size() + 1, time.now(), fact)));
        RunAssert that = RunAssert.assertThat(run.view(), events);
        assertThatThrownBy(() -> that.startedAfter("frontend", "backend"))
                .hasMessageContaining("backend had not ended when it did");
        RunAssert.assertThat(run.view(), events.subList(0, 3)).startedAfter("frontend", "backend");
    }

    @Test
    void questions_areGatesAndCriteriaAndRollbacks() {
        criteria.on("Fast", Verdict.met("1 s", "clock"));
        Run run = start(FEATURE);
        RunAssert before =
                assertThat(run).is(RunStatus.WAITING).waitsFor("analysis").asked("analysis");
        fails(() -> before.waitsFor(), "a person is waited for by []", "it is [analysis]");
        fails(() -> before.asked(), "people were asked by []", "it is [analysis]");

        run.as(ANNA).start("analysis", "");
        time.settle();
        assertThat(run)
                .is(RunStatus.WAITING)
                .waitsFor("integration")
                .asked("analysis", "integration")
                .judged("integration", "Fast", Verdict.Result.MET)
                .judged("integration", "Small", Verdict.Result.UNKNOWN);

        run.as(ANNA).confirm("integration", 2, true, "");
        time.settle();
        RunAssert after = assertThat(run).is(RunStatus.COMPLETED).waitsFor().asked("analysis", "integration");
        after.judged("integration", "Small", Verdict.Result.MET);
        fails(
                () -> after.judged("integration", "Small", Verdict.Result.UNMET),
                "criterion Small of phase integration is unmet",
                "it is met (anna: ");
        fails(
                () -> after.judged("integration", "Big", Verdict.Result.MET),
                "phase integration has a criterion Big",
                "");
    }

    @Test
    void criteria_askOnce_andOnlyIfNoneIsUnmet() {
        Run run = started();
        run.as(ANNA).confirm("integration", 1, true, "");
        time.settle();
        assertThat(run).waitsFor("integration").asked("analysis", "integration");
        run.as(ANNA).stop("");
        time.settle();
        criteria.unmet("Small", "90 MB");
        assertThat(started()).failed("integration", Cause.CRITERION).asked("analysis");
    }

    @Test
    void withoutStrictness_criteriaAskNobody() {
        Cortex lenient =
                Cortex.builder().agents(agents).time(time).executor(time).build();
        Run run = lenient.start(lenient.plan(FEATURE).orElseThrow());
        run.as(ANNA).start("analysis", "");
        time.settle();
        assertThat(run).completed("integration", Proof.UNVERIFIED).asked("analysis");
    }

    @Test
    void rollbacks_ask() {
        agents.on("ship", AgentResult.failure("no host"));
        Scenario undone = Scenario.named("undone")
                .description("what is done is undone")
                .rollback(new Rollback(true, "phased", Values.none()))
                .phase("build", p -> p.auto().agents("coder"))
                .phase("ship", p -> p.after("build").agents("operator"))
                .build();
        assertThat(start(undone)).asked("build").worked("ship", 1);
    }

    @Test
    void outputs_areComparedAsJson() {
        agents.on("analysis", AgentResult.success("").with("size", 3).with("parts", List.of("a")));
        RunAssert that = assertThat(started())
                .output("analysis", "size", 3)
                .output("analysis", "size", 3L)
                .output("analysis", "parts", List.of("a"));
        fails(() -> that.output("analysis", "size", 4), "phase analysis has an output size that is 4", "its outputs");
        fails(
                () -> that.output("analysis", "none", 4),
                "phase analysis has an output none",
                "its outputs are {size=3,");
    }

    @Test
    void namesThatThePlanDoesNotHave_areErrors() {
        RunAssert that = assertThat(started());
        fails(() -> that.neverStarted("backnd"), "there is a phase backnd", "the plan has [analysis, backend,");
        fails(() -> that.started("backnd"), "there is a phase backnd", "");
        fails(() -> that.startedAfter("backend", "anlysis"), "there is a phase anlysis", "");
        fails(() -> that.overlapped("backend", "frntend"), "there is a phase frntend", "");
        fails(() -> that.completed("backnd"), "there is a phase backnd", "");
        fails(() -> that.worked("codr", 0), "codr is an agent or a phase", "the plan has none");
        fails(() -> that.worked("frontend/coder", 0), "frontend/coder is an agent or a phase", "");
    }

    @Test
    void timelineAndJournal_areComparedWithFiles(@TempDir Path folder) throws IOException {
        Path timeline = folder.resolve("feature.txt");
        Path journal = folder.resolve("journal.txt");
        criteria.met("integration");
        Run run = started();
        RunAssert that = assertThat(run);
        String before = System.clearProperty("golden.update");
        try {
            String command = "this makes it: mvn test -Dtest=RunAssertTest -Dgolden.update=true";
            fails(() -> that.hasTimeline(timeline), "the timeline in " + timeline, "there is no such file; " + command);
            fails(() -> that.hasJournal(journal), "the journal in " + journal, "there is no such file; " + command);
            assertThat(folder).isEmptyDirectory();

            Files.writeString(timeline, Timeline.of(run).toString());
            that.hasTimeline(timeline);
            assertThat(Files.readString(timeline)).startsWith("+0s       run of feature started by engine\n");
            assertThat(started()).hasTimeline(timeline);
            fails(() -> that.hasJournal(timeline), "the journal in ", "it differs (- expected, + there):\n  - +0s  ");

            String text = Files.readString(timeline);
            Files.writeString(timeline, text.replace("frontend: started", "frontend: begun"));
            assertThatThrownBy(() -> that.hasTimeline(timeline))
                    .hasMessageContaining("  - +0s       frontend: begun\n  + +0s       frontend: started\n");
            assertThat(Files.readString(timeline)).contains("begun");
        } finally {
            if (before != null) {
                System.setProperty("golden.update", before);
            }
        }
    }

    @Test
    void runAsItWas_needsNoJournal() {
        Run run = start(FEATURE);
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        RunAssert before = RunAssert.assertThat(run.view(), events);
        run.as(ANNA).start("analysis", "");
        time.settle();
        before.is(RunStatus.WAITING).neverStarted("analysis");
    }

    @Test
    void longTimelines_areShortened() {
        Scenario.Builder many = Scenario.named("feature").description("many phases");
        for (int i = 0; i < 50; i++) {
            many.phase("p" + i, p -> p.auto().agents("coder"));
        }
        agents.on("coder", AgentResult.success("word ".repeat(1000)));
        assertThatThrownBy(() -> assertThat(start(many.build())).is(RunStatus.STOPPED))
                .message()
                .satisfies(message -> assertThat(message.lines().count()).isLessThan(210))
                .contains("run of feature started", " more\n", "run completed")
                .satisfies(message -> assertThat(
                                message.lines().mapToInt(String::length).max().orElseThrow())
                        .isLessThan(210));
    }
}
