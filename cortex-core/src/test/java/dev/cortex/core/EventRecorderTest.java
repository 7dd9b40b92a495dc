package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.EventRecorder;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test hears of an engine, with threads and without. */
class EventRecorderTest {
    /** Longer than a test may take: whoever is not woken fails it. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final Scenario GATED = Scenario.named("gated")
            .description("one gate")
            .phase("plan", p -> p.auto().agents("architect"))
            .phase("ship", p -> p.after("plan").manual().agents("operator"))
            .build();

    private final EventRecorder recorder = new EventRecorder();

    @Test
    void inManualTime_everythingIsThereWithoutWaiting() {
        ManualTime time = new ManualTime();
        Cortex cortex = Cortex.builder()
                .agents(new ScriptedAgents(time))
                .manyRunsPerScenario()
                .listener(recorder)
                .time(time)
                .executor(time)
                .build();
        Run one = cortex.start(cortex.plan(GATED).orElseThrow());
        Run other = cortex.start(cortex.plan(GATED).orElseThrow());
        time.settle();
        List<RunEvent> stored = new ArrayList<>();
        other.events(0, stored::add);
        assertThat(recorder.events(other.id())).isEqualTo(stored);
        assertThat(recorder.events()).hasSize(stored.size() * 2);
        assertThat(recorder.facts(Fact.GateOpened.class))
                .containsExactly(new Fact.GateOpened("ship"), new Fact.GateOpened("ship"));
        assertThat(recorder.await(event -> event.fact() instanceof Fact.GateOpened, Duration.ZERO)
                        .runId())
                .isEqualTo(one.id());
    }

    @Test
    @Timeout(60)
    void withThreads_anEventIsWaitedFor() {
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success("done"))
                .listener(recorder)
                .build()) {
            Run run = cortex.start(cortex.plan(GATED).orElseThrow());
            recorder.await(event -> event.fact() instanceof Fact.GateOpened, LIMIT);
            run.as(new Actor("anna")).start("ship", "");
            recorder.await(event -> event.fact() instanceof Fact.RunEnded, LIMIT);
            List<RunEvent> stored = new ArrayList<>();
            run.events(0, stored::add);
            assertThat(recorder.events()).isEqualTo(stored);
        }
    }

    @Test
    void eventThatDoesNotCome_isAFailureThatShowsWhatWasHeard() {
        recorder.onEvent(new RunEvent("run-1", 1, new ManualTime().now(), new Fact.GateOpened("ship")));
        assertThatThrownBy(() -> recorder.await(event -> event.number() == 2, Duration.ofMillis(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("waited PT0.005S")
                .hasMessageContaining("run-1:\n+0s       ship: waits for a start");
    }

    @Test
    void interruption_endsTheWait_andIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> recorder.await(event -> true, LIMIT)).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
