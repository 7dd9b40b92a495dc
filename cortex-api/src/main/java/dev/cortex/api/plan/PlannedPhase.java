package dev.cortex.api.plan;

import dev.cortex.api.scenario.Phase;
import java.util.List;
import java.util.Objects;

/**
 * A phase and its place in the graph.
 *
 * @param index its place in the scenario's list, from 0
 * @param phase the phase
 * @param waitsFor the indexes of the phases that its condition names, ascending, each once
 * @param waitedForBy the indexes of the phases whose conditions name it, ascending, each once
 * @param wave the greatest number of phases on a way from a root to this one: 0 for a phase that waits for none
 */
public record PlannedPhase(int index, Phase phase, List<Integer> waitsFor, List<Integer> waitedForBy, int wave) {
    /** Checks for nulls and copies. */
    public PlannedPhase {
        Objects.requireNonNull(phase, "phase");
        waitsFor = List.copyOf(waitsFor);
        waitedForBy = List.copyOf(waitedForBy);
    }

    /** {@return the phase's name} */
    public String name() {
        return phase.name();
    }
}
