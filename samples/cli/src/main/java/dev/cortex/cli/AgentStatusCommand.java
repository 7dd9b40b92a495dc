package dev.cortex.cli;

import dev.cortex.yaml.AgentDefinition;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells all about one agent. */
@Command(name = "status", description = "Tell whether an agent is active, what it runs, and who uses it.")
final class AgentStatusCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The agent.")
    String name = "";

    @Override
    int execute() {
        InstalledAgents agents = new InstalledAgents(session().home());
        agents.require(name);
        if (session().json()) {
            session().printer().json(agents.json(name));
            return ExitCode.DONE;
        }
        Printer printer = session().printer();
        Optional<AgentDefinition> definition = agents.definition(name).flatMap(found -> found.draft());
        printer.line("Agent: " + name);
        printer.line("Status: " + agents.standing(name));
        definition
                .map(AgentDefinition::description)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> printer.line("Description: " + Visible.clip(text)));
        printer.line("Command: "
                + definition
                        .flatMap(AgentDefinition::command)
                        .map(command -> Visible.clip(String.join(" ", command)))
                        .orElse("none of its own"));
        agents.folder().file(name).ifPresent(file -> printer.line("File: " + file));
        Set<String> users = agents.folder().users(name);
        if (!users.isEmpty()) {
            printer.line("Used by: " + Visible.clip(String.join(", ", users)));
        }
        agents.definition(name).ifPresent(found -> printer.lines(FindingText.findings(found.findings())));
        return ExitCode.DONE;
    }
}
