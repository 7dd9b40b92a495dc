package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;

/** Leaves a phase out. */
@Command(name = "skip", description = "Leave a phase out, and with it what comes after it.")
final class SkipCommand extends ActCommand {
    @Override
    CompletionStage<Void> act(Operator operator) {
        return operator.skip(phase, reason);
    }

    @Override
    String done() {
        return "Skipped " + phase;
    }

    @Override
    List<String> consequences(RunView before, RunCommands commands) {
        List<String> with = before.phases().stream()
                .filter(view -> !view.state().ended())
                .map(PhaseView::name)
                .filter(after(before.plan(), phase)::contains)
                .toList();
        if (with.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Skipped with it: " + String.join(", ", with));
        lines.add("To go on without the work instead: " + commands.of("complete", phase));
        return lines;
    }

    /** The phases that cannot run when one is left out; those that run whatever the outcome are not among them. */
    private static Set<String> after(Plan plan, String first) {
        Set<String> lost = new LinkedHashSet<>(Set.of(first));
        boolean more = true;
        while (more) {
            more = false;
            for (PlannedPhase planned : plan.phases()) {
                boolean needs = planned.phase().conditions().stream()
                        .filter(atom -> !(atom instanceof Condition.Always))
                        .anyMatch(atom -> atom.phases().stream().anyMatch(lost::contains));
                more |= needs && lost.add(planned.name());
            }
        }
        lost.remove(first);
        return lost;
    }
}
