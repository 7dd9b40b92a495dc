package dev.cortex.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about workflows and their runs. */
@Command(name = "workflow", description = "Workflows: steps, one after the other.", synopsisSubcommandLabel = "COMMAND")
final class WorkflowCommand implements Runnable {
    /** The names of its subcommands, as help lists them. */
    static final List<String> NAMES =
            List.of("list", "run", "status", "stop", "resume", "retry", "start", "history", "explain");

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
            case "run" -> new RunCommand();
            case "status" -> new StatusCommand();
            case "stop" -> new StopCommand();
            case "resume" -> new ResumeCommand();
            case "retry" -> new RetryCommand();
            case "start" -> new StartCommand();
            case "history" -> new HistoryCommand();
            case "explain" -> new ExplainCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
