package dev.cortex.cli;

import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RunView;
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

    @Override
    String told(RunView before, RunView after) {
        if (after.standing().driven()) {
            return super.told(before, after);
        }
        boolean rollback = before.blockers().stream()
                .anyMatch(blocker -> blocker.kind() == Blocker.Kind.COMPENSATION
                        && blocker.root().orElse(blocker.phase()).equals(phase));
        return "Recorded: " + (rollback ? "the rollback of " : "") + phase + " starts when the run is resumed";
    }
}
