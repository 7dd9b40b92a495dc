package dev.cortex.cli;

import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a person has to know before a phase is skipped. */
public final class SkippedWith {
    private SkippedWith() {}

    /**
     * The phases that cannot run when one is left out; those that run whatever the outcome are not among them.
     *
     * @param run the run as it stands
     * @param phase the one that is left out
     * @return those that have not ended, in the order of the file
     */
    public static List<String> of(RunView run, String phase) {
        Set<String> lost = new HashSet<>(Set.of(phase));
        boolean more = true;
        while (more) {
            more = false;
            for (PlannedPhase planned : run.plan().phases()) {
                boolean needs = planned.phase().conditions().stream()
                        .filter(atom -> !(atom instanceof Condition.Always))
                        .anyMatch(atom -> atom.phases().stream().anyMatch(lost::contains));
                more |= needs && lost.add(planned.name());
            }
        }
        return run.phases().stream()
                .filter(view -> !view.state().ended())
                .map(PhaseView::name)
                .filter(name -> lost.contains(name) && !name.equals(phase))
                .toList();
    }
}
