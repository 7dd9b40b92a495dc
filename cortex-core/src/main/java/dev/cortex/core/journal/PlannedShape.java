package dev.cortex.core.journal;

import dev.cortex.api.plan.PlannedPhase;
import java.util.List;

/** A planned phase without its definition, which the plan's scenario has. */
record PlannedShape(int index, String name, boolean gate, int wave, List<Integer> waitsFor, List<Integer> waitedForBy) {
    static PlannedShape of(PlannedPhase phase) {
        return new PlannedShape(
                phase.index(), phase.name(), phase.phase().gate(), phase.wave(), phase.waitsFor(), phase.waitedForBy());
    }
}
