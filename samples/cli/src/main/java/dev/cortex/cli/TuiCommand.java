package dev.cortex.cli;

import dev.cortex.cli.panel.PanelTerminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The panel in which scenarios and workflows are seen and operated. */
@Command(name = "tui", description = "Open the panel: see, run and operate scenarios and workflows.")
final class TuiCommand extends Subcommand {
    @Option(names = CommandCriteria.ALLOW, description = "Runs started here may execute the commands of criteria.")
    boolean allowCommands;

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        Surroundings surroundings = session().surroundings();
        String terminal = surroundings.environment().getOrDefault("TERM", "");
        if (!surroundings.terminal() || terminal.isEmpty() || terminal.equals("dumb")) {
            throw CommandException.invalid(
                    surroundings.terminal()
                            ? "The panel needs a terminal that can move its cursor, and TERM is "
                                    + (terminal.isEmpty() ? "not set" : "dumb")
                            : "The panel needs a terminal, and there is none",
                    "Without one: cortex orchestrate list, run, status and the other commands of cortex --help");
        }
        try (PanelOffice office = new PanelOffice(session(), allowCommands)) {
            PanelTerminal.run(office, session().now(), session().colour());
            return ExitCode.DONE;
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception unusable) {
            throw CommandException.invalid("This terminal cannot be used: " + unusable.getMessage());
        }
    }
}
