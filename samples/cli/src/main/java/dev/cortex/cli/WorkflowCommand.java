package dev.cortex.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about workflows and their runs. */
@Command(
        name = "workflow",
        description = "Workflows: steps, one after the other.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            RunCommand.class,
            StatusCommand.class,
            StopCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            StartCommand.class,
            HistoryCommand.class,
            ExplainCommand.class
        })
final class WorkflowCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
