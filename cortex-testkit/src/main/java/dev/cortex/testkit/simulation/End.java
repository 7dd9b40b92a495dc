package dev.cortex.testkit.simulation;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ended, without what depends on who was faster: moments, attempts, and which of several failures came first.
 *
 * @param status how the run as a whole ended
 * @param phases how each phase did, and what the completed ones have produced
 */
record End(RunStatus status, Map<String, String> phases) {
    static End of(RunView view) {
        Map<String, String> phases = new TreeMap<>();
        view.phases().forEach(phase -> phases.put(phase.name(), text(phase)));
        return new End(view.status(), phases);
    }

    private static String text(PhaseView phase) {
        Ending ending = phase.ending().orElse(null);
        if (ending instanceof Ending.Completed completed) {
            return "completed " + completed.proof() + " " + phase.outputs() + " "
                    + phase.criteria().stream()
                            .map(criterion -> criterion.verdict().map(verdict -> verdict.result()))
                            .toList();
        } else if (ending instanceof Ending.Failed failed) {
            return "failed " + failed.cause();
        } else if (ending instanceof Ending.Skipped skipped) {
            return "skipped " + skipped.why();
        }
        return phase.state().text();
    }

    /** In words, in what another end differs. */
    String difference(End other) {
        StringBuilder words = new StringBuilder();
        if (status != other.status) {
            words.append("the run ")
                    .append(other.status)
                    .append(" and not ")
                    .append(status)
                    .append("; ");
        }
        phases.forEach((phase, how) -> {
            String now = other.phases.getOrDefault(phase, "");
            if (!now.equals(how)) {
                words.append(phase)
                        .append(": ")
                        .append(now)
                        .append(" and not ")
                        .append(how)
                        .append("; ");
            }
        });
        return words.toString();
    }
}
