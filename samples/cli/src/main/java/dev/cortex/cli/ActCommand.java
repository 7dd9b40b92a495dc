package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person does to one phase of a run. Recorded at once; whoever drives the run obeys. */
@Command
abstract class ActCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "A name, for its newest run, or the id of a run.")
    String name = "";

    @Parameters(index = "1", paramLabel = "PHASE", description = "The phase.")
    String phase = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    String reason = "";

    /** Does it. */
    abstract CompletionStage<Void> act(Operator operator);

    /** {@return what was done, in words} */
    abstract String done();

    /** {@return the first line for a person; where nobody drives the run, the act is recorded and no more} */
    String told(RunView before, RunView after) {
        boolean open =
                after.phase(phase).filter(known -> !known.state().ended()).isPresent();
        return open && !after.standing().driven()
                ? "Recorded: " + spec.name() + " " + phase + " is carried out when the run is resumed"
                : done() + " (" + after.scenario() + ")";
    }

    /** {@return what else follows from it, as lines for a person} */
    List<String> consequences(RunView before, RunCommands commands) {
        return List.of();
    }

    @Override
    int execute() {
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Run run = runs.find(Optional.of(name));
            RunView before = run.view();
            Phases.check(kind(), before.plan(), List.of(phase));
            act(run.as(session().actor())).toCompletableFuture().join();
            tell(runs, before, run.view());
            return ExitCode.DONE;
        }
    }

    private void tell(Runs runs, RunView before, RunView after) {
        boolean driven = after.standing().driven();
        String resume = runs.commands(after).resume();
        Optional<DrivingProcess> suspended =
                after.standing().owner().map(DrivingProcess::new).filter(DrivingProcess::suspended);
        if (session().json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("run", after.id());
            json.put("done", done());
            json.put("driven", driven);
            json.put("obeyed", driven && suspended.isEmpty());
            json.put("next", driven ? null : resume);
            session().printer().json(json);
            return;
        }
        session()
                .printer()
                .line(suspended.isPresent() ? "Recorded, and not obeyed yet: " + phase : told(before, after));
        consequences(before, runs.commands(after)).forEach(session().printer()::line);
        suspended.ifPresent(process -> {
            session().printer().line(process.silence());
            session().printer().lines(process.remedies(resume));
        });
        if (!driven) {
            session().printer().line("Nobody drives this run. To go on: " + resume);
        }
    }
}
