package dev.cortex.api.run;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run as it stood at one moment. Plain data: it does not change.
 *
 * @param id the run's id
 * @param plan what it runs, as the run keeps it
 * @param inputs what it was told
 * @param standing where it stands as a whole
 * @param phases where each phase stands, in listed order
 * @param blockers for each phase that is not done, what keeps it, in listed order
 * @param warnings what people should know, oldest first
 */
public record RunView(
        String id,
        Plan plan,
        Values inputs,
        Standing standing,
        List<PhaseView> phases,
        List<Blocker> blockers,
        List<String> warnings) {
    /** Checks for nulls and copies. */
    public RunView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(standing, "standing");
        phases = List.copyOf(phases);
        blockers = List.copyOf(blockers);
        warnings = List.copyOf(warnings);
    }

    /** {@return where the run stands} */
    public RunStatus status() {
        return standing.status();
    }

    /** {@return the scenario's name} */
    public String scenario() {
        return plan.scenario().name();
    }

    /**
     * A phase by its name.
     *
     * @param name its name
     * @return the phase, if there is one of that name
     */
    public Optional<PhaseView> phase(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name)).findFirst();
    }

    /** {@return the agents at work now, by phase in listed order} */
    public List<AgentView> working() {
        return phases.stream().flatMap(phase -> phase.working().stream()).toList();
    }
}
