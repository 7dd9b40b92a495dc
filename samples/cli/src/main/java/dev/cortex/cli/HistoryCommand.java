package dev.cortex.cli;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Run;
import dev.cortex.core.journal.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells all that has happened in a run. */
@Command(name = "history", description = "Tell all events of a run, in order.")
final class HistoryCommand extends Subcommand {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Override
    int execute() {
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Run run = runs.find(Optional.ofNullable(name));
            if (session().json()) {
                session().printer().json(json(run));
            } else {
                run.events(0, event -> session().printer().line(line(event)));
            }
            return ExitCode.DONE;
        }
    }

    static String line(RunEvent event) {
        return String.format("%5d  %s  %s", event.number(), AT.format(event.at()), EventText.of(event.fact()));
    }

    private static Map<String, @Nullable Object> json(Run run) {
        List<@Nullable Object> events = new ArrayList<>();
        run.events(0, event -> events.add(Json.read(Json.write(event))));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", run.id());
        json.put("events", events);
        return json;
    }
}
