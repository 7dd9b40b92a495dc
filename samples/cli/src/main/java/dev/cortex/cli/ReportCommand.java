package dev.cortex.cli;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a report on a run that can be kept or sent. */
@Command(name = "report", description = "Write a report on a run, in Markdown.")
final class ReportCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Override
    int execute() {
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Run run = runs.find(Optional.ofNullable(name));
            List<RunEvent> events = new ArrayList<>();
            run.events(0, events::add);
            List<String> lines = ReportText.of(kind(), run.view(), events);
            if (session().json()) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("run", run.id());
                json.put("markdown", String.join("\n", lines) + "\n");
                session().printer().json(json);
            } else {
                session().printer().lines(lines);
            }
            return ExitCode.DONE;
        }
    }
}
