package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs failed phases again, and what depends on them. */
@Command(
        name = "retry",
        description =
                "Run what failed again, and what depends on it; the rest is kept. To retry a gate that was rejected is to start it.")
final class RetryCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "A name, for its newest run, or the id of a run.")
    String name = "";

    @Option(names = "--from", paramLabel = "PHASE", description = "The phase to begin with (default: all that failed).")
    String from = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    String reason = "";

    @Mixin
    RunOptions options = new RunOptions();

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        StopSignal signal = StopSignal.listen(session());
        Definitions definitions = session().definitions(kind());
        Progress progress =
                new Progress(session().printer(), "", options.quiet || session().json(), options.verbose);
        EngineRoom room = new EngineRoom(session(), kind(), definitions)
                .listener(progress)
                .options(options);
        try (Runs runs = room.acting()) {
            Run run = runs.find(Optional.of(name));
            RunView view = run.view();
            Phases.check(kind(), view.plan(), options.start);
            Phases.check(kind(), view.plan(), from.isEmpty() ? List.of() : List.of(from));
            definitions.agents().requireCommands(view.plan().scenario());
            new Changes(session(), kind(), definitions)
                    .tell(
                            view,
                            "To run the new one, from its beginning: "
                                    + session().commands().of(kind(), "run", view.scenario()));
            signal.check();
            Taking.join(runs, view, () -> run.as(session().actor()).retry(from, reason));
            List<String> again = again(run, view);
            runs.hint(view, options, again::contains).ifPresent(session().printer()::problem);
            return new Closing(session(), kind(), "", options, runs)
                    .tell(new Driver(session(), options, run, signal)
                            .showing(kind(), EngineRoom.programs(session(), kind()))
                            .drive(progress, view.standing().events()));
        }
    }

    /** {@return the phases that the retry has made pending again} */
    private static List<String> again(Run run, RunView before) {
        List<String> again = new ArrayList<>();
        run.events(before.standing().events(), event -> {
            if (event.fact() instanceof Fact.PhasesReset reset) {
                again.addAll(reset.phases());
            }
        });
        return again;
    }
}
