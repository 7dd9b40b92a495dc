package dev.cortex.cli;

import dev.cortex.core.agents.AgentFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes an agent active because a person wants it so. */
@Command(name = "activate", description = "Make an agent active.")
final class AgentActivateCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Override
    int execute() {
        InstalledAgents agents = new InstalledAgents(session().home());
        agents.require(name);
        AgentFolder.Change change = agents.folder().activate(name);
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
            case MADE -> "Activated agent: " + name;
            case NONE -> "Agent is already active: " + name;
            case LATER -> "Agent becomes active later: " + name;
        };
    }
}
