package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import dev.cortex.core.plan.Diagram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the graph of a scenario. */
@Command(name = "graph", description = "Draw the graph of the phases: as text for tools, or as a picture.")
final class GraphCommand extends Subcommand {
    /** Beyond it, the layout takes a minute and more, and nobody could read it. */
    private static final int MOST_BOXES = 2_000;

    private static final int MOST_WAYS = 4_000;

    /** The notations. */
    enum Format {
        mermaid,
        dot,
        svg
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
            case svg -> svg(plan);
        };
        if (session().json()) {
            session().printer().json(Printer.fields("format", format.name(), "text", text));
        } else {
            session().printer().block(text);
        }
        return ExitCode.DONE;
    }

    private static String svg(Plan plan) {
        if (plan.phases().size() > MOST_BOXES || GraphPicture.ways(plan) > MOST_WAYS) {
            throw CommandException.invalid(
                    Visible.clip(plan.scenario().name()) + " is too large for a picture: "
                            + plan.phases().size() + " phases with " + GraphPicture.ways(plan)
                            + " ways between them; up to " + MOST_BOXES + " with " + MOST_WAYS + " are drawn",
                    "--format dot writes it for programs that have more time.");
        }
        StringBuilder text = new StringBuilder();
        new GraphPicture(plan, PlanCards.of(plan, false), true).drawAlone(new Markup(text));
        return text.toString();
    }
}
