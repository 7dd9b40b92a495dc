package dev.cortex.cli;

import java.util.Set;
import picocli.CommandLine.Command;

/** Lists all agents that have a file. */
@Command(name = "list", description = "List the agents, active and inactive.")
final class AgentListCommand extends Subcommand {
    @Override
    int execute() {
        InstalledAgents agents = new InstalledAgents(session().home());
        Set<String> names = agents.folder().names();
        if (session().json()) {
            session()
                    .printer()
                    .json(Printer.fields(
                            "agents", names.stream().map(agents::json).toList()));
        } else if (names.isEmpty()) {
            session().printer().line("No agents in " + session().home().folder().resolve("agents"));
        } else {
            Columns columns = new Columns();
            names.forEach(name -> columns.row(name, agents.standing(name), agents.description(name)));
            session().printer().lines(columns.lines());
        }
        return ExitCode.DONE;
    }
}
