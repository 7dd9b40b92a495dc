package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CortexTest {
    static final Scenario FULL_STACK = Scenario.named("full-stack-feature")
            .description("Complete full-stack feature implementation with testing")
            .phase(
                    "analysis",
                    p -> p.auto()
                            .agents("architect-reviewer", "system-architect")
                            .profiles("development"))
            .phase(
                    "backend",
                    p -> p.after("analysis")
                            .agents("python-pro", "database-admin")
                            .criteria("API works"))
            .phase("frontend", p -> p.after("analysis").parallel().agents("react-specialist", "ui-ux-designer"))
            .phase("integration", p -> p.after("backend", "frontend").agents("quality-engineer", "test-automator"))
            .build();

    @Test
    void run_withBlockingAgents_completes() throws Exception {
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success(work.agent() + " did it"))
                .build()) {
            Plan plan = cortex.plan(FULL_STACK).orElseThrow();
            Run run = cortex.start(plan);
            RunView end = run.ended().toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(end.phases()).allMatch(phase -> phase.state() == PhaseState.COMPLETED);
        }
    }

    @Test
    void close_waitsUntilListenersHaveHeardAll() {
        Thread closing = Thread.currentThread();
        List<RunEvent> heard = new CopyOnWriteArrayList<>();
        Run run;
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success("done"))
                .listener(event -> {
                    // Slower than everything else until the engine is being closed.
                    while (closing.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    heard.add(event);
                })
                .build()) {
            run = cortex.start(cortex.plan(FULL_STACK).orElseThrow());
            run.ended().toCompletableFuture().join();
        }
        assertThat(heard).last().extracting(RunEvent::fact).isInstanceOf(Fact.RunEnded.class);
    }
}
