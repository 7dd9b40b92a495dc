package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a run would do, without doing it. */
@Command(name = "preview", description = "Show the phases, their agents, and what can run together.")
final class PreviewCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The scenario.")
    String name = "";

    @Override
    int execute() {
        Plan plan = session().definitions(kind()).plan(name);
        if (session().json()) {
            session().printer().json(PreviewText.json(plan));
        } else {
            session().printer().lines(PreviewText.of(plan));
        }
        return ExitCode.DONE;
    }
}
