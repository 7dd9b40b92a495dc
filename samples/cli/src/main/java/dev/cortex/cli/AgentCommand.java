package dev.cortex.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Everything about agents and their files. */
@Command(
        name = "agent",
        description = "Agents: who they are, and which of them are active.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AgentListCommand.class,
            AgentStatusCommand.class,
            AgentActivateCommand.class,
            AgentDeactivateCommand.class
        })
final class AgentCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before anything else is called.
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
    }
}
