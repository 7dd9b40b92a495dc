package dev.cortex.cli;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.simulation.Lab;
import dev.cortex.testkit.simulation.Schedule;
import dev.cortex.testkit.simulation.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run of the engine that production uses, with agents that pretend, in time that does not pass. Everything happens on
 * the calling thread and in memory, in an order that is the same each time.
 */
final class Simulation {
    private Simulation() {}

    /**
     * What came of it.
     *
     * @param view the run at its end, or when it waits for a person
     * @param events all that happened
     * @param waits who waited for whom
     */
    record Outcome(RunView view, List<RunEvent> events, List<Waits.Wait> waits) {
        /** {@return how long after the beginning a moment is} */
        Duration since(Instant moment) {
            return Duration.between(events.get(0).at(), moment);
        }
    }

    /**
     * Walks through a scenario, to its end or until only a person could move it on.
     *
     * @throws CommandException if it takes longer than 90 simulated days
     */
    static Outcome run(Plan plan, Script script) {
        Waits waits = new Waits();
        Instant[] last = new Instant[1];
        Schedule schedule = dev.cortex.testkit.simulation.Simulation.of(Simulation::engine)
                .script(script)
                .walk(plan, (now, view) -> {
                    last[0] = now;
                    waits.look(now, view.blockers());
                });
        if (schedule.view().status() == RunStatus.RUNNING) {
            // The engine looks around several times in each simulated second: years would take for ever.
            throw CommandException.invalid(
                    "After 90d the run has not come to an end: let agents take less time, or pauses"
                            + " between attempts");
        }
        List<String> phases =
                schedule.view().phases().stream().map(phase -> phase.name()).toList();
        return new Outcome(schedule.view(), schedule.events(), waits.all(phases, last[0]));
    }

    private static Cortex engine(Lab lab) {
        return Cortex.builder()
                .agents(lab.agents())
                .criteria(lab.criteria())
                .store(lab.store())
                .listener(lab.listener())
                .time(lab.time())
                .executor(lab.executor())
                .ids(lab.ids())
                .build();
    }
}
