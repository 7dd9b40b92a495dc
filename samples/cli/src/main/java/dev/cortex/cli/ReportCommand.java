package dev.cortex.cli;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a report on a run that can be kept or sent. */
@Command(name = "report", description = "Write a report on a run, in Markdown or as a page for browsers.")
final class ReportCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one HTML file that needs nothing else: graph, timeline, criteria, people, journal.")
    @Nullable
    Path html;

    @Override
    int execute() {
        HtmlFile file = html == null ? null : new HtmlFile(html);
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Run run = runs.find(Optional.ofNullable(name));
            RunView view = run.view();
            List<RunEvent> events = new ArrayList<>();
            run.events(0, events::add);
            if (file != null) {
                ReportPage page =
                        new ReportPage(view, events, session().now(), ZoneId.systemDefault(), runs.commands(view));
                file.write(page::write);
            }
            if (session().json()) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("run", run.id());
                json.put("markdown", String.join("\n", ReportText.of(kind(), view, events)) + "\n");
                session().printer().json(json);
            } else if (file != null) {
                session().printer().line("Report: " + html);
            } else {
                session().printer().lines(ReportText.of(kind(), view, events));
            }
            return ExitCode.DONE;
        }
    }
}
