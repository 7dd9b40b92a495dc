package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Phase;
import java.util.List;

/** What the boxes of a graph show before anything has run: who would work. */
final class PlanCards {
    private PlanCards() {}

    /**
     * A card for each phase.
     *
     * @param linked whether they lead to the rows of a page
     */
    static List<GraphPicture.Card> of(Plan plan, boolean linked) {
        return plan.phases().stream()
                .map(phase -> new GraphPicture.Card(
                        workers(phase.phase()),
                        "is-planned",
                        phase.name() + ": " + Visible.clip(phase.phase().conditionText())
                                + (phase.phase().gate() ? ", waits for a start" : "")
                                + (phase.phase().parallel() ? ", parallel" : ""),
                        linked ? PhaseAnchor.of(phase.index()) : ""))
                .toList();
    }

    private static String workers(Phase phase) {
        List<String> workers = phase.workers();
        return switch (workers.size()) {
            case 0 -> "nobody works";
            case 1 -> workers.get(0);
            default -> workers.get(0) + " + " + (workers.size() - 1) + " more";
        };
    }
}
