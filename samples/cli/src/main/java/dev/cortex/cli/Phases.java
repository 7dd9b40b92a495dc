package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import java.util.List;

/** Finds phases by the names that people type. */
final class Phases {
    private Phases() {}

    /** Refuses names that the plan does not have. */
    static void check(Kind kind, Plan plan, List<String> names) {
        List<String> known = plan.phases().stream().map(PlannedPhase::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw CommandException.notFound("No " + kind.part() + " " + Visible.clip(name) + " in "
                        + plan.scenario().name() + Nearest.hint(name, known));
            }
        }
    }
}
