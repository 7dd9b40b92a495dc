package dev.cortex.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about agents and their files. */
@Command(
        name = "agent",
        description = "Agents: who they are, and which of them are active.",
        synopsisSubcommandLabel = "COMMAND")
final class AgentCommand implements Runnable {
    /** The names of its subcommands, as help lists them. */
    static final List<String> NAMES = List.of("list", "status", "activate", "deactivate");

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
            case "list" -> new AgentListCommand();
            case "status" -> new AgentStatusCommand();
            case "activate" -> new AgentActivateCommand();
            case "deactivate" -> new AgentDeactivateCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
