package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A person who answers what runs ask, as a test has written it down. */
class ScriptedOperatorTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Scenario ASKING = Scenario.named("asking")
            .description("a gate, criteria that nobody can judge, and another gate")
            .phase("plan", p -> p.manual().agents("architect"))
            .phase("build", p -> p.after("plan").agents("coder").criteria("Fast", "Small"))
            .phase("ship", p -> p.after("build").manual().agents("operator"))
            .build();

    private final ManualTime time = new ManualTime();
    private final InMemoryStateStore store = new InMemoryStateStore();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final ScriptedOperator anna = new ScriptedOperator(ANNA, time);
    private final Cortex cortex = engine(anna);

    private Cortex engine(ScriptedOperator operator) {
        return Cortex.builder()
                .agents(agents)
                .store(store)
                .policy(Policy.STANDARD.with(Verification.STRICT))
                .compensation((work, stop) -> CompletableFuture.completedFuture("undone"))
                .listener(operator)
                .time(time)
                .executor(time)
                .build();
    }

    private Run start(Scenario scenario) {
        Run run = cortex.start(cortex.plan(scenario).orElseThrow());
        time.settle();
        return run;
    }

    private static List<Fact.Acted> acts(Run run) {
        List<Fact.Acted> acts = new ArrayList<>();
        run.events(0, event -> {
            if (event.fact() instanceof Fact.Acted act) {
                acts.add(act);
            }
        });
        return acts;
    }

    @Test
    void withoutAScript_everythingIsApprovedInTheActorsName() {
        anna.attachTo(cortex);
        Run run = start(ASKING);
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(anna.log()).containsExactly("start plan", "confirm build 1", "confirm build 2", "start ship");
        assertThat(acts(run)).extracting(Fact.Acted::actor).containsOnly(ANNA);
    }

    @Test
    void whatWasAskedBefore_isAnsweredOnceThereIsAnEngine() {
        Run run = start(ASKING);
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        anna.attachTo(cortex);
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        try (Cortex other = Cortex.builder().build()) {
            assertThatThrownBy(() -> anna.attachTo(other)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void gates_canBeLeftAndRejected_andAnswersTakeTime() {
        anna.attachTo(cortex).takes("plan", Duration.ofHours(2)).rejects("ship", "not on a friday");
        Run run = start(ASKING);
        time.advance(Duration.ofMinutes(119));
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        time.advance(Duration.ofMinutes(1));
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(acts(run)).last().extracting(Fact.Acted::reason).isEqualTo("not on a friday");
        assertThat(anna.log()).last().isEqualTo("reject ship");

        anna.leaves("plan");
        Run second = start(ASKING);
        time.advance(Duration.ofHours(1));
        assertThat(second.view().status()).isEqualTo(RunStatus.WAITING);
    }

    @Test
    void criteria_areAnsweredByTheirText_andThenByTheirPhase() {
        anna.attachTo(cortex).rejects("build", "no").approves("Fast");
        Run run = start(ASKING);
        assertThat(anna.log()).containsExactly("start plan", "confirm build 1", "confirm build 2 unmet");
        assertThat(run.view()
                        .phase("build")
                        .orElseThrow()
                        .ending()
                        .orElseThrow()
                        .text())
                .isEqualTo("failed: criterion");
    }

    @Test
    void phases_canBeCompletedAndSkippedInPlaceOfAnAnswer() {
        anna.attachTo(cortex).completes("Fast", "I did it myself").skips("ship", "not needed");
        Run run = start(ASKING);
        assertThat(run.view()
                        .phase("build")
                        .orElseThrow()
                        .ending()
                        .orElseThrow()
                        .text())
                .isEqualTo("completed: by an operator");
        assertThat(run.view().phase("ship").orElseThrow().state()).isEqualTo(PhaseState.SKIPPED);
        assertThat(anna.log()).contains("complete build", "skip ship");
    }

    @Test
    void whatTheStateDoesNotAllow_isOnRecord() {
        anna.attachTo(cortex).takes("plan", Duration.ofHours(1));
        Run run = start(ASKING);
        run.as(new Actor("bob")).start("plan", "at once");
        time.advance(Duration.ofHours(1));
        assertThat(anna.log()).contains("start plan").anyMatch(done -> done.startsWith("refused: "));
    }

    @Test
    void everyTimeItIsAsked_isAQuestionOfItsOwn() {
        anna.attachTo(cortex).rejects("ship", "not yet").approves("ship");
        Run run = start(ASKING);
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        run.as(ANNA).retry("build", "");
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(anna.log())
                .containsExactly(
                        "start plan",
                        "confirm build 1",
                        "confirm build 2",
                        "reject ship",
                        "confirm build 1",
                        "confirm build 2",
                        "start ship");
    }

    @Test
    void gatesThatAnEarlierEngineLeftOpen_areAnsweredWhenARunIsTaken() {
        anna.attachTo(cortex).leaves("plan");
        Run run = start(ASKING);
        var let = run.release();
        time.settle();
        assertThat(let.toCompletableFuture()).isCompleted();

        ScriptedOperator bob = new ScriptedOperator(new Actor("bob"), time);
        Cortex next = engine(bob);
        bob.attachTo(next);
        Run again = next.find(run.id()).orElseThrow();
        again.as(ANNA).resume("");
        time.settle();
        assertThat(bob.log()).startsWith("start plan").doesNotHaveDuplicates();
        assertThat(again.view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void rollbacksThatAsk_areStarted() {
        Scenario undone = Scenario.named("undone")
                .description("what is done is undone")
                .rollback(new Rollback(true, "phased", Values.none()))
                .phase("build", p -> p.auto().agents("coder"))
                .phase("ship", p -> p.after("build").agents("operator"))
                .build();
        agents.on("operator", AgentResult.failure("no host"));
        anna.attachTo(cortex);
        Run run = start(undone);
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        assertThat(anna.log()).containsExactly("start build");
    }

    @Test
    void inRealTime_itAnswersTheSame() throws Exception {
        ScriptedOperator bob = new ScriptedOperator(new Actor("bob"), time);
        try (Cortex real = Cortex.builder()
                .agents(agents)
                .policy(Policy.STANDARD.with(Verification.STRICT))
                .listener(bob)
                .build()) {
            Run run = real.start(real.plan(ASKING).orElseThrow());
            bob.attachTo(real);
            assertThat(run.ended()
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(bob.log()).containsExactly("start plan", "confirm build 1", "confirm build 2", "start ship");
    }
}
