package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
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
        List<String> with = SkippedWith.of(before, phase);
        if (with.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Skipped with it: " + String.join(", ", with));
        lines.add("To go on without the work instead: " + commands.of("complete", phase));
        return lines;
    }
}
