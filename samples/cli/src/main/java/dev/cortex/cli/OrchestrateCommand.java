package dev.cortex.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about scenarios and their runs. */
@Command(
        name = "orchestrate",
        description = "Scenarios: phases with conditions, run by agents.",
        synopsisSubcommandLabel = "COMMAND")
final class OrchestrateCommand implements Runnable {
    /** The names of its subcommands, as help lists them. */
    static final List<String> NAMES = List.of(
            "list",
            "validate",
            "preview",
            "simulate",
            "graph",
            "suggest",
            "run",
            "status",
            "stop",
            "resume",
            "retry",
            "start",
            "reject",
            "complete",
            "skip",
            "confirm",
            "history",
            "explain",
            "report");

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }

    /** {@return a new subcommand of that name} */
    static Subcommand subcommand(String name) {
        return switch (name) {
            case "list" -> new ListCommand();
            case "validate" -> new ValidateCommand();
            case "preview" -> new PreviewCommand();
            case "simulate" -> new SimulateCommand();
            case "graph" -> new GraphCommand();
            case "suggest" -> new SuggestCommand();
            case "run" -> new RunCommand();
            case "status" -> new StatusCommand();
            case "stop" -> new StopCommand();
            case "resume" -> new ResumeCommand();
            case "retry" -> new RetryCommand();
            case "start" -> new StartCommand();
            case "reject" -> new RejectCommand();
            case "complete" -> new CompleteCommand();
            case "skip" -> new SkipCommand();
            case "confirm" -> new ConfirmCommand();
            case "history" -> new HistoryCommand();
            case "explain" -> new ExplainCommand();
            case "report" -> new ReportCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
