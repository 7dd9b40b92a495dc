package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;

/** Refuses to start a gate, or to accept criteria. */
@Command(name = "reject", description = "Refuse a phase that waits for a person: it fails.")
final class RejectCommand extends ActCommand {
    @Override
    CompletionStage<Void> act(Operator operator) {
        return operator.reject(phase, reason);
    }

    @Override
    String done() {
        return "Rejected " + phase;
    }
}
