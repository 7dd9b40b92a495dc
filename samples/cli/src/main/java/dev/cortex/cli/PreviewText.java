package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan on paper: what would run, when, and by whom. */
final class PreviewText {
    private PreviewText() {}

    static List<String> of(Plan plan) {
        Scenario scenario = plan.scenario();
        List<String> lines = new ArrayList<>();
        lines.add("Scenario: " + scenario.name());
        scenario.type().ifPresent(type -> lines.add("Type: " + Visible.clip(type)));
        lines.add("Priority: " + scenario.priority().text());
        lines.add("");
        lines.add("Phases:");
        for (PlannedPhase phase : plan.phases()) {
            lines.add("  " + (phase.index() + 1) + ". " + heading(phase.phase()));
            lines.add("     Agents: " + agents(phase.phase()));
            lines.add("");
        }
        lines.add("Estimated phases: " + plan.phases().size());
        lines.add("Parallel opportunities: " + opportunities(plan));
        return lines;
    }

    private static String heading(Phase phase) {
        return phase.name() + " " + Visible.clip(phase.conditionText()) + (phase.parallel() ? " [PARALLEL]" : "");
    }

    private static String agents(Phase phase) {
        return phase.workers().isEmpty() ? "none" : Visible.clip(String.join(", ", phase.workers()));
    }

    private static String opportunities(Plan plan) {
        int number = plan.opportunities().size();
        if (number == 0) {
            return "0";
        }
        return number
                + plan.opportunities().stream()
                        .map(together -> String.join(" + ", together))
                        .collect(Collectors.joining("; ", " (", ")"));
    }

    static Map<String, @Nullable Object> json(Plan plan) {
        Scenario scenario = plan.scenario();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("scenario", scenario.name());
        json.put("description", scenario.description());
        json.put("type", scenario.type().orElse(null));
        json.put("priority", scenario.priority().text());
        json.put("phases", plan.phases().stream().map(PreviewText::json).toList());
        json.put("waves", plan.waves());
        json.put("gates", plan.gates());
        json.put("critical_path", plan.criticalPath());
        json.put("parallel_opportunities", plan.opportunities());
        return json;
    }

    private static Map<String, @Nullable Object> json(PlannedPhase planned) {
        Phase phase = planned.phase();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", phase.name());
        json.put("description", phase.description());
        json.put(
                "condition",
                phase.conditions().stream().map(atom -> atom.text()).toList());
        json.put("parallel", phase.parallel());
        json.put("agents", phase.workers());
        json.put("profiles", phase.profiles());
        json.put(
                "criteria",
                phase.criteria().stream().map(criterion -> criterion.text()).toList());
        json.put("wave", planned.wave());
        return json;
    }
}
