package dev.cortex.cli;

import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how a run stands. */
@Command(name = "status", description = "Show how a run stands: the newest one, or the one named.")
final class StatusCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Option(names = "--verbose", description = "Tell ids, attempts and each criterion with its number.")
    boolean verbose;

    @Override
    int execute() {
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Optional<Run> run = name == null ? runs.newest() : Optional.of(runs.find(Optional.of(name)));
            run.ifPresentOrElse(found -> show(runs, found), this::none);
            return ExitCode.DONE;
        }
    }

    private void show(Runs runs, Run run) {
        RunView view = run.view();
        if (session().json()) {
            Map<String, @Nullable Object> json = RunJson.of(kind(), view);
            json.put("recorded", RecordedActs.of(run, view).json());
            session().printer().json(json);
        } else {
            RunCommands commands = runs.commands(view);
            session().printer().lines(StatusText.of(kind(), view, session().now(), commands, verbose));
            recorded(RecordedActs.of(run, view).lines());
            StopText.of(run, view, commands).forEach(session().printer()::line);
            if (view.status() == RunStatus.FAILED) {
                session().printer().line("");
                session().printer().line("To try again: " + commands.retry());
            }
        }
    }

    private void recorded(List<String> acts) {
        if (!acts.isEmpty()) {
            session().printer().line("");
            session().printer().line("Recorded, And Not Yet Carried Out:");
            acts.forEach(act -> session().printer().line("  - " + act));
        }
    }

    private void none() {
        if (session().json()) {
            session().printer().json(Printer.fields("kind", kind().word(), "status", "none"));
        } else {
            session().printer().line("No " + kind().word() + " has been run yet");
        }
    }
}
