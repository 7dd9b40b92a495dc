package dev.cortex.api.plan;

import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A scenario that can run, as a graph without cycles. The planner makes it; two plans of equal scenarios under equal
 * policies are equal.
 *
 * @param scenario what was planned
 * @param policy the rules it will run under
 * @param phases the phases, in listed order
 * @param criticalPath the names on one longest way through the graph, first to last; of several the one whose phases
 *     are declared first
 * @param opportunities the sets of phases with the same condition that can run together, each in listed order; of each
 *     set all parallel phases and the first other one
 */
public record Plan(
        Scenario scenario,
        Policy policy,
        List<PlannedPhase> phases,
        List<String> criticalPath,
        List<List<String>> opportunities) {
    /** How many names the conditions of one scenario may hold in all. More is a finding, not a plan. */
    public static final int MAX_EDGES = 5_000_000;

    /** Checks for nulls and copies. */
    public Plan {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(policy, "policy");
        phases = List.copyOf(phases);
        criticalPath = List.copyOf(criticalPath);
        opportunities = opportunities.stream().map(List::copyOf).toList();
    }

    /**
     * The phases by the greatest number of phases before them: the first wave has the roots.
     *
     * @return the names in each wave, in listed order
     */
    public List<List<String>> waves() {
        List<List<String>> waves = new ArrayList<>();
        for (PlannedPhase phase : phases) {
            while (waves.size() <= phase.wave()) {
                waves.add(new ArrayList<>());
            }
            waves.get(phase.wave()).add(phase.name());
        }
        return waves.stream().map(List::copyOf).toList();
    }

    /** {@return the names of the phases that somebody has to start, in listed order} */
    public List<String> gates() {
        return phases.stream()
                .filter(phase -> phase.phase().gate())
                .map(PlannedPhase::name)
                .toList();
    }

    /** {@return the names of the phases that take the lane, in listed order} */
    public List<String> lane() {
        return phases.stream()
                .filter(phase -> policy.overlap() == Overlap.SERIAL
                        || (policy.overlap() == Overlap.LANE && !phase.phase().parallel()))
                .map(PlannedPhase::name)
                .toList();
    }

    /**
     * A phase by its name, found by looking through the list.
     *
     * @param name its name
     * @return the phase, if there is one of that name
     */
    public Optional<PlannedPhase> phase(String name) {
        return phases.stream().filter(phase -> phase.name().equals(name)).findFirst();
    }
}
