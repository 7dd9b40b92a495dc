package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RunView;
import java.util.concurrent.CompletionStage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a criterion is met. */
@Command(name = "confirm", description = "Say that a criterion is met, or with --unmet that it is not.")
final class ConfirmCommand extends ActCommand {
    @Parameters(index = "2", paramLabel = "N", description = "The criterion's number, as status --verbose shows it.")
    int number;

    @Option(names = "--unmet", description = "It is not met: the phase fails.")
    boolean unmet;

    @Override
    CompletionStage<Void> act(Operator operator) {
        return operator.confirm(phase, number, !unmet, reason);
    }

    @Override
    String told(RunView before, RunView after) {
        return done() + " (" + after.scenario() + ")";
    }

    @Override
    String done() {
        return "Criterion " + number + " of " + phase + " is " + (unmet ? "unmet" : "met");
    }
}
