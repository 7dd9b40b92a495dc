package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.Owner;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A run that goes on with another definition, and engines that are taken for dead. */
class AdoptionTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Scenario GATED = Scenario.named("gated")
            .description("works, waits, and works")
            .phase("first", p -> p.auto().agents("one"))
            .phase("gate", p -> p.after("first").manual().agents("two"))
            .phase("last", p -> p.after("gate").agents("three"))
            .build();
    private static final Scenario OPEN = Scenario.named("gated")
            .description("works, and works")
            .phase("first", p -> p.auto().agents("one"))
            .phase("gate", p -> p.after("first").agents("two"))
            .phase("last", p -> p.after("gate").agents("three"))
            .build();

    private final ManualTime time = new ManualTime();
    private final Set<Owner> dead = new HashSet<>();
    private final InMemoryStateStore kept = new InMemoryStateStore();
    private final ForwardingStore store = new ForwardingStore(kept) {
        @Override
        public boolean alive(Owner owner) {
            return !dead.contains(owner) && super.alive(owner);
        }
    };
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final List<RunEvent> heard = new ArrayList<>();
    private final Cortex cortex = engine(agents);

    private Cortex engine(ScriptedAgents workers) {
        return Cortex.builder()
                .agents(workers)
                .store(store)
                .time(time)
                .executor(time)
                .listener(heard::add)
                .build();
    }

    private Run started() {
        Run run = cortex.start(cortex.plan(GATED).orElseThrow());
        time.settle();
        return run;
    }

    /** The same run, as an engine sees it that takes the one that drives it for dead. */
    private Run afterACrash(Run run, ScriptedAgents workers) {
        dead.add(run.view().standing().owner().orElseThrow());
        return engine(workers).find(run.id()).orElseThrow();
    }

    private void done(CompletionStage<?> act) {
        time.settle();
        assertThat(act.toCompletableFuture()).isCompleted();
    }

    private static PhaseState state(Run run, String phase) {
        return run.view().phase(phase).orElseThrow().state();
    }

    private static List<RunEvent> journal(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events;
    }

    @Test
    void adopt_whenTheOwnerIsDead_goesOnWithTheNewDefinition() {
        agents.neverAnswers("first");
        ScriptedAgents willing = new ScriptedAgents(time);
        Run run = afterACrash(started(), willing);

        done(run.as(ANNA).adopt(OPEN, ""));
        done(run.as(ANNA).resume(""));

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.view().plan().scenario()).isEqualTo(OPEN);
        assertThat(willing.log()).contains("work one in first #2", "work two in gate #1");
    }

    @Test
    void adopt_whileAnotherEngineDrivesTheRun_isBusy() {
        Run run = engine(agents).find(started().id()).orElseThrow();

        CompletionStage<Void> adopted = run.as(ANNA).adopt(OPEN, "");

        assertThatThrownBy(() -> adopted.toCompletableFuture().join())
                .cause()
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("is driven by");
    }

    @Test
    void adopt_ofAnEngineThatIsTakenForDead_hasItLetGoAndWriteNothing() {
        agents.neverAnswers("first");
        Run here = started();
        Run run = afterACrash(here, new ScriptedAgents(time));
        done(run.as(ANNA).adopt(OPEN, ""));
        int size = journal(run).size();

        time.advance(Duration.ofSeconds(1));

        assertThat(journal(run)).hasSize(size);
        assertThat(here.view().status()).isEqualTo(RunStatus.INTERRUPTED);
    }

    @Test
    void adopt_ofADefinitionWithoutTheGateThatWaits_letsThePhaseStart() {
        Run run = started();
        done(run.release());
        assertThat(state(run, "gate")).isEqualTo(PhaseState.WAITING);

        done(run.as(ANNA).adopt(OPEN, ""));
        assertThat(state(run, "gate")).isEqualTo(PhaseState.PENDING);
        done(run.as(ANNA).resume(""));

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void adopt_ofADefinitionWithTheGateThatWaits_leavesItOpen() {
        Run run = started();
        done(run.release());

        done(run.as(ANNA).adopt(GATED.toBuilder().description("the same").build(), ""));
        done(run.as(ANNA).resume(""));

        assertThat(state(run, "gate")).isEqualTo(PhaseState.WAITING);
        assertThat(journal(run))
                .filteredOn(event -> event.fact() instanceof Fact.GateOpened)
                .hasSize(1);
    }

    @Test
    void adopt_ofADefinitionInWhichTheGateComesLater_asksAgainThen() {
        Run run = started();
        done(run.release());
        Scenario later = Scenario.named("gated")
                .description("more comes before the gate")
                .phase("first", p -> p.auto().agents("one"))
                .phase("more", p -> p.manual().agents("four"))
                .phase("gate", p -> p.after("more").manual().agents("two"))
                .build();

        done(run.as(ANNA).start("gate", "before the definition changed"));
        done(run.as(ANNA).adopt(later, ""));
        done(run.as(ANNA).resume(""));
        assertThat(state(run, "gate")).isEqualTo(PhaseState.PENDING);
        done(run.as(ANNA).start("more", ""));

        // Whoever has started the gate is not asked once more.
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(agents.log()).containsSubsequence("work four in more #1", "work two in gate #1");
    }

    @Test
    void act_onAnEngineThatHasBeenReplaced_isRecordedForTheOneThatDrives() {
        Run here = started();
        Run there = afterACrash(here, new ScriptedAgents(time));
        done(there.as(ANNA).resume(""));

        done(here.as(ANNA).start("gate", "go"));
        time.advance(Duration.ofSeconds(1));

        List<RunEvent> journal = journal(there);
        assertThat(journal)
                .filteredOn(event ->
                        event.fact() instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Start)
                .hasSize(1);
        assertThat(there.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(journal).containsAll(heard);
    }
}
