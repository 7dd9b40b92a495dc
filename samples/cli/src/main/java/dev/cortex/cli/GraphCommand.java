package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.core.plan.Diagram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the graph of a scenario. */
@Command(name = "graph", description = "Write the graph of the phases as text that tools draw.")
final class GraphCommand extends Subcommand {
    /** The notations. */
    enum Format {
        mermaid,
        dot
    }

    @Parameters(paramLabel = "NAME", description = "The scenario.")
    String name = "";

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    Format format = Format.mermaid;

    @Override
    int execute() {
        Plan plan = session().definitions(kind()).plan(name);
        String text = switch (format) {
            case mermaid -> Diagram.MERMAID.of(plan);
            case dot -> Diagram.DOT.of(plan);
        };
        if (session().json()) {
            session().printer().json(Printer.fields("format", format.name(), "text", text));
        } else {
            session().printer().block(text);
        }
        return ExitCode.DONE;
    }
}
