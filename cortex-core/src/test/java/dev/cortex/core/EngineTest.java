package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The engine as its hosts see it, in manual time. */
class EngineTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Scenario GATED = Scenario.named("gated")
            .description("a gate, then two beside each other, then an end")
            .phase("analysis", p -> p.manual().agents("architect"))
            .phase("backend", p -> p.after("analysis").agents("coder"))
            .phase("frontend", p -> p.after("analysis").parallel().agents("designer"))
            .phase("integration", p -> p.after("backend", "frontend").agents("tester"))
            .build();

    private final ManualTime time = new ManualTime();
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final List<RunEvent> heard = new ArrayList<>();

    private Cortex.Builder parts() {
        return Cortex.builder().agents(agents).store(store).time(time).executor(time);
    }

    private final Cortex cortex = parts().listener(heard::add).build();

    private Run start(Scenario scenario) {
        Run run = cortex.start(cortex.plan(scenario).orElseThrow());
        time.settle();
        return run;
    }

    private void done(CompletionStage<?> act) {
        time.settle();
        assertThat(act.toCompletableFuture()).isCompleted();
    }

    private void refused(CompletionStage<?> act, String why) {
        time.settle();
        assertThatThrownBy(() -> act.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why);
    }

    private static PhaseState state(Run run, String phase) {
        return run.view().phase(phase).orElseThrow().state();
    }

    @Test
    void gate_waitsForAPerson_andHoldsNoAgent() {
        Run run = start(GATED);
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        assertThat(agents.log()).isEmpty();
        assertThat(run.resting().toCompletableFuture()).isCompleted();
        assertThat(run.ended().toCompletableFuture()).isNotCompleted();
    }

    @Test
    void start_ofAGate_runsToTheEnd() {
        agents.takes("backend", Duration.ofHours(5)).takes("frontend", Duration.ofDays(3));
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        assertThat(state(run, "backend")).isEqualTo(PhaseState.IN_PROGRESS);
        assertThat(state(run, "frontend")).isEqualTo(PhaseState.IN_PROGRESS);
        time.advance(Duration.ofDays(3));
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.ended().toCompletableFuture()).isCompleted();
    }

    @Test
    void start_twice_isRefusedAndNamesTheFirst() {
        agents.neverAnswers("analysis");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        refused(run.as(new Actor("bob")).start("analysis", "me too"), "already started by anna");
        refused(run.as(ANNA).start("nowhere", ""), "there is no phase nowhere");
    }

    @Test
    void listener_hearsEveryEventOnceAndInOrder() {
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        List<RunEvent> stored = new ArrayList<>();
        run.events(0, stored::add);
        assertThat(heard).isEqualTo(stored);
        assertThat(stored).extracting(RunEvent::number).startsWith(1L).doesNotHaveDuplicates();
        assertThat(stored.get(stored.size() - 1).fact()).isEqualTo(new Fact.RunEnded(Fact.Outcome.COMPLETED, ""));
    }

    @Test
    void start_whileARunIsActive_isBusy() {
        Run first = start(GATED);
        Plan plan = cortex.plan(GATED).orElseThrow();
        assertThatThrownBy(() -> cortex.start(plan))
                .isInstanceOfSatisfying(
                        BusyException.class, busy -> assertThat(busy.runId()).isEqualTo(first.id()))
                .hasMessageContaining(first.id())
                .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }

    @Test
    void start_thatWasRefused_isInNobodysWay() {
        Cortex without = Cortex.builder().store(store).time(time).executor(time).build();
        Plan plan = without.plan(GATED).orElseThrow();
        assertThatThrownBy(() -> without.start(plan)).hasMessageContaining("no agents");
        assertThat(start(GATED).view().status()).isEqualTo(RunStatus.WAITING);
    }

    private Cortex onADisk(AtomicBoolean full) {
        StateStore failing = new ForwardingStore(store) {
            @Override
            public boolean append(String journal, long size, List<String> lines) {
                if (full.get() && journal.startsWith("run-")) {
                    throw new StateException("no space left");
                }
                return super.append(journal, size, lines);
            }
        };
        return Cortex.builder()
                .agents(agents)
                .store(failing)
                .time(time)
                .executor(time)
                .build();
    }

    @Test
    void start_thatCouldNotBeRecorded_isInNobodysWay() {
        AtomicBoolean full = new AtomicBoolean();
        Cortex engine = onADisk(full);
        Plan plan = engine.plan(GATED).orElseThrow();
        full.set(true);
        assertThatThrownBy(() -> engine.start(plan)).hasMessageContaining("no space left");
        full.set(false);
        Run run = engine.start(plan);
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    void release_ofARunThatCouldNotGoOn_saysWhyUntilSomebodyGoesOnWithIt() {
        AtomicBoolean full = new AtomicBoolean();
        Cortex engine = onADisk(full);
        Scenario quick = Scenario.named("quick")
                .description("d")
                .phase("a", p -> p.auto().agents("x"))
                .build();
        Run run = engine.start(engine.plan(quick).orElseThrow());
        full.set(true);
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(run.release())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(StateException.class)
                .withMessageContaining("no space left");
        full.set(false);
        done(run.as(ANNA).resume(""));
        time.settle();
        assertThat(run.release()).isCompletedWithValueMatching(view -> view.status() == RunStatus.COMPLETED);
    }

    @Test
    void start_afterARunHasEnded_makesAGreaterId() {
        Scenario quick = Scenario.named("quick")
                .description("d")
                .phase("a", p -> p.auto().agents("x"))
                .build();
        Run first = start(quick);
        Run second = start(quick);
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(cortex.newest("quick").orElseThrow().id()).isEqualTo(second.id());
        assertThat(cortex.list("", 10)).extracting(Run::id).containsExactly(second.id(), first.id());
        assertThat(cortex.list(second.id(), 10)).extracting(Run::id).containsExactly(first.id());
    }

    @Test
    void manyRunsPerScenario_runBesideEachOther() {
        Cortex many = parts().manyRunsPerScenario().build();
        Plan plan = many.plan(GATED).orElseThrow();
        Run first = many.start(plan);
        Run second = many.start(plan);
        time.settle();
        assertThat(first.view().status()).isEqualTo(RunStatus.WAITING);
        assertThat(second.view().status()).isEqualTo(RunStatus.WAITING);
        assertThatThrownBy(() -> cortex.start(plan)).isInstanceOf(BusyException.class);
    }

    @Test
    void inputs_areResolvedOrRefused() {
        Scenario asks = Scenario.named("asks")
                .description("d")
                .inputs(List.of(Input.required("ticket"), new Input("branch", java.util.Optional.of("main"))))
                .phase("a", p -> p.auto().agents("x"))
                .build();
        Plan plan = cortex.plan(asks).orElseThrow();
        assertThatThrownBy(() -> cortex.start(plan)).hasMessageContaining("Missing input: ticket");
        assertThat(cortex.list("", 10)).isEmpty();
        Run run = cortex.start(plan, Values.of("ticket", "T-1"), ANNA);
        time.settle();
        assertThat(agents.assignments().get(0).inputs().map()).isEqualTo(Map.of("ticket", "T-1", "branch", "main"));
        assertThat(run.view().standing().startedBy()).isEqualTo(ANNA);
    }

    @Test
    void stop_cancelsDeactivatesAndCanBeResumed() {
        agents.neverAnswers("backend").takes("frontend", Duration.ofHours(1));
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        done(run.as(ANNA).stop("wrong branch"));
        time.advance(Duration.ofSeconds(1));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(run.view().standing().reason()).isEqualTo("wrong branch");
        assertThat(state(run, "backend")).isEqualTo(PhaseState.PENDING);
        assertThat(agents.log()).contains("deactivate coder", "deactivate designer");

        agents.on("coder", AgentResult.success("now")).takes("designer", Duration.ZERO);
        ScriptedAgents others = new ScriptedAgents(time);
        Cortex next = Cortex.builder()
                .agents(others)
                .store(store)
                .time(time)
                .executor(time)
                .build();
        Run again = next.find(run.id()).orElseThrow();
        done(again.as(ANNA).resume(""));
        time.settle();
        assertThat(again.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(others.log()).contains("work coder in backend #2").doesNotContain("work architect in analysis #1");
    }

    @Test
    void stop_ofAnAgentThatDoesNotListen_abandonsItAfterTheGrace() {
        agents.neverAnswers("analysis").ignoresCancellation("analysis");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        done(run.as(ANNA).stop(""));
        time.advance(Duration.ofSeconds(29));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPING);
        time.advance(Duration.ofSeconds(1));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(heard).anyMatch(event -> event.fact() instanceof Fact.WorkEnded work && work.abandoned());
    }

    @Test
    void stop_aSecondTime_doesNotWait() {
        agents.neverAnswers("analysis").ignoresCancellation("analysis");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        done(run.as(ANNA).stop(""));
        done(run.as(ANNA).stop("now"));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void act_fromAnotherEngine_isObeyedWithinHalfASecond() {
        Run run = start(GATED);
        Cortex operator =
                Cortex.builder().store(store).time(time).executor(time).build();
        done(operator.find(run.id()).orElseThrow().as(ANNA).start("analysis", "from afar"));
        time.advance(Duration.ofMillis(500));
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        refused(operator.find(run.id()).orElseThrow().as(ANNA).start("analysis", ""), "is completed");
    }

    @Test
    void act_whileNobodyDrives_isCarriedOutByResume() {
        Run run = start(GATED);
        CompletionStage<?> released = run.release();
        time.settle();
        assertThat(released.toCompletableFuture()).isCompleted();
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        done(run.as(ANNA).start("analysis", "go"));
        time.advance(Duration.ofSeconds(5));
        assertThat(agents.log()).isEmpty();
        done(run.as(ANNA).resume(""));
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void act_whileItsOwnEngineTakesTheRun_isSeenByWhoActedWhenItIsAcknowledged() {
        AtomicReference<Runnable> before = new AtomicReference<>(() -> {});
        StateStore slow = new ForwardingStore(store) {
            @Override
            public boolean append(String journal, long size, List<String> lines) {
                before.getAndSet(() -> {}).run();
                return super.append(journal, size, lines);
            }
        };
        try (Cortex one = Cortex.builder()
                .agents(agents)
                .store(slow)
                .time(time)
                .executor(time)
                .build()) {
            Run run = one.start(one.plan(GATED).orElseThrow());
            time.settle();
            done(run.as(ANNA).stop(""));
            before.set(() -> run.as(ANNA).resume(""));
            done(run.as(ANNA).start("analysis", "go"));
            assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(run.view().standing().events()).isEqualTo(store.read("run-" + run.id(), 0, line -> {}));
        }
    }

    @Test
    void stop_whileNobodyDrives_stopsWithoutGoingOnFirst() {
        Run run = start(GATED);
        CompletionStage<?> released = run.release();
        time.settle();
        assertThat(released.toCompletableFuture()).isCompleted();
        for (String phase : List.of("analysis", "backend", "frontend", "integration")) {
            done(run.as(ANNA).complete(phase, "by hand"));
        }
        done(run.as(ANNA).stop("enough"));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
        done(run.as(ANNA).resume(""));
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void resume_ofARunThatAnotherEngineDrives_isBusy() {
        Run run = start(GATED);
        Cortex other = parts().build();
        CompletionStage<Void> resumed =
                other.find(run.id()).orElseThrow().as(ANNA).resume("");
        time.settle();
        assertThatThrownBy(() -> resumed.toCompletableFuture().join())
                .cause()
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("is driven by");
    }

    @Test
    void resume_afterTheOwnerWentAway_deactivatesFirstAndRunsNothingTwice() {
        agents.neverAnswers("backend");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        // The owner goes away without a word: its sign of life ends, and it is never heard of again.
        store.withdraw(run.view().standing().owner().orElseThrow());
        assertThat(cortex.interrupted()).isEmpty();

        ManualTime later = new ManualTime(time.now());
        ScriptedAgents fresh = new ScriptedAgents(later);
        Cortex next = Cortex.builder()
                .agents(fresh)
                .store(store)
                .time(later)
                .executor(later)
                .build();
        assertThat(next.interrupted()).extracting(Run::id).containsExactly(run.id());
        Run found = next.find(run.id()).orElseThrow();
        assertThat(found.view().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(found.view().standing().driven()).isFalse();
        assertThat(found.view().standing().reason())
                .contains("process " + ProcessHandle.current().pid());
        assertThat(found.view().blockers()).extracting(Blocker::remedy).containsOnly(Blocker.Remedy.RESUME);
        CompletionStage<Void> resumed = found.as(ANNA).resume("");
        later.settle();
        assertThat(resumed.toCompletableFuture()).isCompleted();
        assertThat(found.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(fresh.log().get(0)).isEqualTo("deactivate coder");
        assertThat(fresh.log())
                .contains("work coder in backend #2")
                .doesNotContain("work designer in frontend #1", "work architect in analysis #1");

        time.advance(Duration.ofSeconds(1));
        assertThat(agents.log()).doesNotContain("deactivate coder");
    }

    @Test
    void resume_whileTheRunComesToItsEnd_tellsNobodyTwice() {
        AtomicBoolean slow = new AtomicBoolean();
        StateStore store = new ForwardingStore(this.store) {
            @Override
            public long read(String journal, long from, Consumer<? super String> line) {
                long size = super.read(journal, from, line);
                if (slow.getAndSet(false)) {
                    time.settle();
                }
                return size;
            }
        };
        List<RunEvent> told = new ArrayList<>();
        Cortex engine = Cortex.builder()
                .agents(agents)
                .store(store)
                .time(time)
                .executor(time)
                .listener(told::add)
                .build();
        Run run = engine.start(engine.plan(Scenario.named("quick")
                        .description("d")
                        .phase("a", p -> p.auto().agents("x"))
                        .build())
                .orElseThrow());
        // Whoever resumes it finds it as it is now, and by then it has ended.
        slow.set(true);
        refused(run.as(ANNA).resume(""), "completed");
        List<RunEvent> stored = new ArrayList<>();
        run.events(0, stored::add);
        assertThat(told).isEqualTo(stored);
    }

    @Test
    void retry_ofAFailedRun_runsTheFailedPhaseAndWhatDependsOnIt() {
        agents.on("coder", AgentResult.failure("no database"), AgentResult.success("ok"));
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.view().phase("integration").orElseThrow().ending())
                .contains(new Ending.Skipped(Ending.SkipCause.UPSTREAM_FAILED, java.util.Optional.of("backend")));
        refused(run.as(ANNA).retry("integration", ""), "retry backend");
        refused(run.as(ANNA).resume(""), "retry");
        done(run.as(ANNA).retry("", "again"));
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(agents.log()).containsOnlyOnce("work designer in frontend #1");
        assertThat(agents.assignments())
                .filteredOn(work -> work.agent().equals("coder"))
                .hasSize(2);
    }

    @Test
    void complete_ofAFailedPhase_stopsTheEndedRunAndResumeGoesOn() {
        agents.on("coder", AgentResult.failure("no database"));
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        done(run.as(ANNA).complete("backend", "done by hand"));
        assertThat(run.view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(state(run, "integration")).isEqualTo(PhaseState.PENDING);
        done(run.as(ANNA).resume(""));
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(agents.log()).contains("work tester in integration #1");
    }

    @Test
    void close_recordsWhatWorksAsInterruptedAndLetsGo() throws Exception {
        agents.neverAnswers("backend");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        Thread closer = new Thread(cortex::close);
        closer.start();
        while (closer.isAlive()) {
            time.settle();
            closer.join(1);
        }
        Cortex next = parts().build();
        assertThat(next.find(run.id()).orElseThrow().view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(agents.log()).contains("deactivate coder");
        assertThatThrownBy(() -> cortex.start(next.plan(GATED).orElseThrow()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void ended_ofARunThatNobodyDrives_failsWhenTheEngineIsClosed() {
        Run run = start(GATED);
        run.release();
        time.settle();
        CompletionStage<?> ended = run.ended();
        cortex.close();
        assertThatThrownBy(() -> ended.toCompletableFuture().join())
                .cause()
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> run.resting()
                        .thenCompose(view -> run.ended())
                        .toCompletableFuture()
                        .join())
                .cause()
                .hasMessageContaining("closed");
    }

    @Test
    void adopt_goesOnWithTheNewDefinition() {
        agents.neverAnswers("backend");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        Scenario more = GATED.toBuilder()
                .phase("report", p -> p.after("integration").agents("writer"))
                .build();
        refused(run.as(ANNA).adopt(more, ""), "somebody drives the run");
        done(run.as(ANNA).stop(""));
        time.settle();
        Scenario other = Scenario.named("gated")
                .description("d")
                .phase("x", p -> p.auto().agents("a"))
                .build();
        refused(run.as(ANNA).adopt(other, ""), "phase analysis has started");
        done(run.as(ANNA).adopt(more, "one more"));
        agents.on("coder", AgentResult.success("ok"));
        ScriptedAgents willing = new ScriptedAgents(time);
        Run again = Cortex.builder()
                .agents(willing)
                .store(store)
                .time(time)
                .executor(time)
                .build()
                .find(run.id())
                .orElseThrow();
        done(again.as(ANNA).resume(""));
        time.settle();
        assertThat(again.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(again.view().phases()).hasSize(5);
        assertThat(willing.log()).contains("work writer in report #1");
    }

    @Test
    void adopt_leavesOutAPhaseThatWasSkippedAndNeverStarted() {
        agents.neverAnswers("backend");
        Run run = start(GATED);
        done(run.as(ANNA).start("analysis", "go"));
        done(run.as(ANNA).skip("integration", "not today"));
        done(run.as(ANNA).stop(""));
        time.settle();
        Scenario less = Scenario.named("gated")
                .description("without the end")
                .phase("analysis", p -> p.manual().agents("architect"))
                .phase("backend", p -> p.after("analysis").agents("coder"))
                .phase("frontend", p -> p.after("analysis").parallel().agents("designer"))
                .phase("report", p -> p.after("frontend").agents("writer"))
                .build();
        done(run.as(ANNA).adopt(less, ""));
        done(run.as(ANNA).complete("backend", "done elsewhere"));
        done(run.as(ANNA).resume(""));
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.view().phases()).hasSize(4);
        assertThat(agents.log()).contains("work writer in report #1");
    }

    @Test
    void end_archivesTheJournal_andARetryTakesItBack() {
        agents.on("coder", AgentResult.failure("no database"), AgentResult.success("ok"));
        Run run = start(GATED);
        assertThat(store.list("run-", true, "", 9)).containsExactly("run-" + run.id());
        done(run.as(ANNA).start("analysis", "go"));
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(store.list("run-", true, "", 9)).isEmpty();
        agents.neverAnswers("integration");
        done(run.as(ANNA).retry("", ""));
        assertThat(store.list("run-", true, "", 9)).containsExactly("run-" + run.id());
        assertThat(store.list("run-", false, "", 9)).containsExactly("run-" + run.id());
    }

    @Test
    void find_ofWhatIsNoRun_isEmpty() {
        assertThat(cortex.find("../../etc/passwd")).isEmpty();
        assertThat(cortex.find("nothing")).isEmpty();
        assertThat(cortex.newest("nothing")).isEmpty();
    }

    @Test
    void builder_refusesWhatWasGivenTwice() {
        assertThatThrownBy(
                        () -> Cortex.builder().agents(agents).blockingAgents((work, stop) -> AgentResult.success("")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("agents");
    }
}
