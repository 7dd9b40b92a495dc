package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;

/** Starts a gate. */
@Command(name = "start", description = "Start a phase that waits for a person.")
final class StartCommand extends ActCommand {
    @Override
    CompletionStage<Void> act(Operator operator) {
        return operator.start(phase, reason);
    }

    @Override
    String done() {
        return "Started " + phase;
    }
}
