package dev.cortex.testkit.simulation;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunView;
import java.util.List;

/**
 * One schedule, and what came of it.
 *
 * @param seed what decided all that was left open; 0 if nothing was or if it was decided otherwise
 * @param view the run as it stands at the end
 * @param events all that is recorded of the run, in order
 * @param steps what the simulation did, in order, in words
 * @param crashes how often the process came to its end
 * @param stops how often the run was stopped
 * @param acts how many acts of people were acknowledged: answers to gates and criteria, stops, and what {@link Simulation#acts} has
 */
public record Schedule(
        long seed, RunView view, List<RunEvent> events, List<String> steps, int crashes, int stops, int acts) {
    /** Copies. */
    public Schedule {
        events = List.copyOf(events);
        steps = List.copyOf(steps);
    }
}
