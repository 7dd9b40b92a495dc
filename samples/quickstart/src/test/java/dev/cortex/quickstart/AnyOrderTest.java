package dev.cortex.quickstart;

// region any-order
import static dev.cortex.testkit.RunAssert.assertThat;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.simulation.Simulation;
import org.junit.jupiter.api.Test;

class AnyOrderTest {
    @Test
    void notes_areApprovedWhenTheyAreWritten_whateverHappensOnTheWay() {
        Plan plan = Cortex.builder().build().plan(ReleaseNotes.fromYaml()).orElseThrow();
        Simulation.of(lab -> Cortex.builder()
                        .agents(lab.agents())
                        .criteria(lab.criteria())
                        .store(lab.store())
                        .listener(lab.listener())
                        .time(lab.time())
                        .executor(lab.executor())
                        .ids(lab.ids())
                        .build())
                .inputs(Values.of("version", "1.0"))
                .crashes(2)
                .stops(1)
                .anyEnd() // The draft has a time limit.
                .invariant("approved when written", schedule -> {
                    // Somebody may also leave it out.
                    if (schedule.view().phase("publish").orElseThrow().state() == PhaseState.COMPLETED) {
                        assertThat(schedule.view(), schedule.events()).startedAfter("publish", "draft");
                    }
                })
                .seeds(1, 200)
                .check(plan);
    }
}
// endregion
