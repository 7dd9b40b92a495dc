package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a run that was stopped or interrupted, or that waits and that nobody drives. */
@Command(name = "resume", description = "Go on with a run: what is done is not done again.")
final class ResumeCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    String reason = "";

    @Option(names = "--adopt", description = "Go on with the definition as it is now, in place of the run's own copy.")
    boolean adopt;

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
            Run run = runs.find(Optional.ofNullable(name));
            RunView view = run.view();
            if (view.status().ended() && !unjudged(run, view)) {
                return over(view, runs.commands(view));
            }
            Phases.check(kind(), view.plan(), options.start);
            Operator operator = run.as(session().actor());
            Scenario scenario = view.plan().scenario();
            if (adopt) {
                scenario = definitions.plan(view.scenario()).scenario();
                definitions.agents().requireCommands(scenario);
                adopt(runs, view, operator, scenario);
            } else {
                definitions.agents().requireCommands(scenario);
                new Changes(session(), kind(), definitions)
                        .tell(
                                view,
                                "To take the new one: "
                                        + runs.commands(view, options).onward("resume", List.of("--adopt")));
            }
            signal.check();
            Taking.join(runs, view, () -> operator.resume(reason));
            runs.hint(run.view(), options, phase -> open(view, phase))
                    .ifPresent(session().printer()::problem);
            return new Closing(session(), kind(), "", options, runs)
                    .tell(new Driver(session(), options, run, signal)
                            .showing(kind(), EngineRoom.programs(session(), kind()))
                            .drive(progress, view.standing().events()));
        }
    }

    /** Has the run go on with a definition, and says what is new in it. */
    private void adopt(Runs runs, RunView view, Operator operator, Scenario scenario) {
        boolean same = scenario.equals(view.plan().scenario());
        if (!same) {
            Taking.join(runs, view, () -> operator.adopt(scenario, reason));
        }
        if (!options.quiet && !session().json()) {
            session()
                    .printer()
                    .line(view.scenario()
                            + (same
                                    ? " has not changed since this run began"
                                    : ": the run goes on with the definition as it is now"));
            if (!same) {
                session().printer().lines(Changes.between(kind(), view.plan().scenario(), scenario));
            }
            session().printer().line("");
        }
    }

    /** Whether somebody has written a line by hand that is not judged: it may take the end of the run back. */
    private static boolean unjudged(Run run, RunView view) {
        List<RunEvent> last = new ArrayList<>();
        run.events(view.standing().events() - 1, last::add);
        return last.stream().anyMatch(event -> event.fact() instanceof Fact.Handwritten);
    }

    /** Whether a phase had not come to its end before: what was judged is not judged again. */
    private static boolean open(RunView before, String phase) {
        return before.phase(phase).filter(known -> known.state().ended()).isEmpty();
    }

    private int over(RunView view, RunCommands commands) {
        boolean failed = view.status() == RunStatus.FAILED;
        if (session().json()) {
            session().printer().json(RunJson.of(kind(), view));
        } else if (failed) {
            session()
                    .printer()
                    .problem(view.scenario() + " has failed: resume goes on with what was stopped. Try: "
                            + commands.retry());
        } else {
            session().printer().line(view.scenario() + " is completed: there is nothing to resume");
        }
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }
}
