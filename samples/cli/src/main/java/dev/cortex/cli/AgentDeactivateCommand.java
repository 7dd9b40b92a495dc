package dev.cortex.cli;

import dev.cortex.core.agents.AgentFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes an agent inactive because a person wants it so. */
@Command(name = "deactivate", description = "Make an agent inactive.")
final class AgentDeactivateCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Override
    int execute() {
        InstalledAgents agents = new InstalledAgents(session().home());
        agents.require(name);
        AgentFolder.Change change = agents.folder().deactivate(name);
        if (session().json()) {
            session()
                    .printer()
                    .json(Printer.fields(
                            "agent", name, "active", agents.folder().active(name), "change", word(change)));
        } else {
            session().printer().line(told(change));
        }
        return ExitCode.DONE;
    }

    private static String word(AgentFolder.Change change) {
        return change.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String told(AgentFolder.Change change) {
        return switch (change) {
            case MADE -> "Deactivated agent: " + name;
            case NONE -> "Agent is already inactive: " + name;
            case LATER -> "Agent is in use, and becomes inactive when the last run lets it go: " + name;
        };
    }
}
