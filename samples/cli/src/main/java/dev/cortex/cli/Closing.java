package dev.cortex.cli;

import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.List;

/** The last lines of a command that has driven a run, and its exit code. */
final class Closing {
    private final Session session;
    private final Kind kind;
    private final String mark;
    private final RunOptions options;
    private final Runs runs;

    /**
     * The last lines.
     *
     * @param mark what each line begins with
     * @param options how the run was driven: commands to copy go on in the same way
     * @param runs where the run is found
     */
    Closing(Session session, Kind kind, String mark, RunOptions options, Runs runs) {
        this.session = session;
        this.kind = kind;
        this.mark = mark;
        this.options = options;
        this.runs = runs;
    }

    int tell(RunView view) {
        Printer printer = session.printer();
        if (session.json()) {
            printer.json(RunJson.of(kind, view));
            return ExitCode.of(view.status());
        }
        if (!options.quiet) {
            printer.line("");
        }
        RunCommands commands = runs.commands(view, options);
        if (mark.isEmpty()) {
            printer.lines(StatusText.of(kind, view, session.now(), commands, false));
        } else {
            StatusText.brief(kind, view, session.now())
                    .forEach(line -> printer.line(line.isEmpty() ? "" : mark + line));
        }
        next(view, commands).forEach(printer::line);
        return ExitCode.of(view.status());
    }

    private List<String> next(RunView view, RunCommands commands) {
        if (!mark.isEmpty()) {
            return view.status() == RunStatus.WAITING
                    ? List.of("", mark + "It would wait here. --start NAME and --auto answer beforehand.")
                    : List.of();
        }
        if (view.status() == RunStatus.WAITING) {
            return List.of("", "Answer, then go on with: " + commands.resume());
        } else if (view.status() == RunStatus.STOPPED) {
            return List.of("", "To go on: " + commands.resume());
        } else if (view.status() == RunStatus.FAILED) {
            return List.of("", "To try again: " + commands.retry());
        }
        return List.of();
    }
}
