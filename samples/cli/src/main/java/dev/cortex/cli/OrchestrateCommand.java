package dev.cortex.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about scenarios and their runs. */
@Command(
        name = "orchestrate",
        description = "Scenarios: phases with conditions, run by agents.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ValidateCommand.class,
            PreviewCommand.class,
            SimulateCommand.class,
            GraphCommand.class,
            SuggestCommand.class,
            RunCommand.class,
            StatusCommand.class,
            StopCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            StartCommand.class,
            RejectCommand.class,
            CompleteCommand.class,
            SkipCommand.class,
            ConfirmCommand.class,
            HistoryCommand.class,
            ExplainCommand.class,
            ReportCommand.class
        })
final class OrchestrateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
