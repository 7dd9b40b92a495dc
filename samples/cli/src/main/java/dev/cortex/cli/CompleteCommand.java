package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;

/** Declares a phase done. */
@Command(name = "complete", description = "Declare a phase done, whatever its agents say.")
final class CompleteCommand extends ActCommand {
    @Override
    CompletionStage<Void> act(Operator operator) {
        return operator.complete(phase, reason);
    }

    @Override
    String done() {
        return "Completed " + phase;
    }
}
