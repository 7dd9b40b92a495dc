package dev.cortex.cli.panel;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.RunView;
import dev.cortex.cli.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A scenario or a workflow that can be run.
 *
 * @param kind which of the two
 * @param name what it is called
 * @param plan its plan; empty if it is not sound
 * @param problems what is wrong with it, a line for each; empty if it is sound
 * @param last its newest run
 */
public record Listed(Kind kind, String name, Optional<Plan> plan, List<String> problems, Optional<RunView> last) {
    /** {@return the same as seen later, if that is its last run} */
    public Listed with(RunView later) {
        return last.filter(run -> run.id().equals(later.id())).isPresent()
                ? new Listed(kind, name, plan, problems, Optional.of(later))
                : this;
    }

    int phases() {
        return plan.map(one -> one.phases().size()).orElse(0);
    }

    List<String> agents() {
        return plan.map(one -> one.scenario().phases().stream()
                        .flatMap(phase -> phase.workers().stream())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    String priority() {
        return plan.map(one -> one.scenario().priority().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }
}
