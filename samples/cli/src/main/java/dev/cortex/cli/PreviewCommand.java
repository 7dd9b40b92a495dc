package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a run would do, without doing it. */
@Command(name = "preview", description = "Show the phases, their agents, and what can run together.")
final class PreviewCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "The scenario.")
    String name = "";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one HTML file that needs nothing else: graph, waves, critical path, phases.")
    @Nullable
    Path html;

    @Override
    int execute() {
        HtmlFile file = html == null ? null : new HtmlFile(html);
        Definitions definitions = session().definitions(kind());
        Definition definition = definitions.find(name);
        Plan plan = definitions.plan(definition);
        if (file != null) {
            file.write(new PreviewPage(
                    plan, definition.plan().findings(), session().now(), ZoneId.systemDefault())::write);
        }
        if (session().json()) {
            session().printer().json(PreviewText.json(plan));
        } else if (file != null) {
            session().printer().line("Preview: " + html);
        } else {
            session().printer().lines(PreviewText.of(plan));
        }
        return ExitCode.DONE;
    }
}
