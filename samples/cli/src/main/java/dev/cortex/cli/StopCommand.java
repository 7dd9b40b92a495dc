package dev.cortex.cli;

import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a run, whoever drives it. */
@Command(name = "stop", description = "Stop a run: agents are deactivated, and it can be resumed later.")
final class StopCommand extends Subcommand {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Parameters(paramLabel = "NAME", description = "A name, for its newest run, or the id of a run.")
    String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept in the history.")
    String reason = "";

    @Override
    int execute() {
        Definitions definitions = session().definitions(kind());
        try (Runs runs = new EngineRoom(session(), kind(), definitions).stopping()) {
            Run run = runs.find(Optional.of(name));
            try {
                run.as(session().actor()).stop(reason).toCompletableFuture().join();
            } catch (CompletionException | RefusedException refused) {
                if (run.view().status() == RunStatus.STOPPED) {
                    return already(run.view(), runs);
                }
                throw refused;
            }
            return tell(await(run), run, runs);
        }
    }

    /** Who stops a run wants it to be stopped, and it is. */
    private int already(RunView view, Runs runs) {
        if (session().json()) {
            session().printer().json(RunJson.of(kind(), view));
        } else {
            session().printer().line(view.scenario() + " is stopped already");
            session().printer().line("To go on: " + runs.commands(view).resume());
        }
        return ExitCode.DONE;
    }

    private static RunView await(Run run) {
        Duration patience = run.view().plan().policy().grace().plus(MARGIN);
        try {
            return run.ended().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return run.view();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
            return run.view();
        }
    }

    private int tell(RunView view, Run run, Runs runs) {
        boolean stopped = view.status() == RunStatus.STOPPED || view.status().ended();
        if (session().json()) {
            session().printer().json(RunJson.of(kind(), view));
        } else if (stopped) {
            session().printer().line("Stopped " + kind().word() + ": " + view.scenario());
            session().printer().line("To go on: " + runs.commands(view).resume());
        } else {
            session().printer().problem("The stop of " + view.scenario() + " is recorded, and has not been obeyed yet");
            for (AgentView agent : run.view().working()) {
                session().printer().problem("  - " + agent.agent() + " (" + agent.phase() + ") does not answer");
            }
            view.standing()
                    .owner()
                    .ifPresent(owner -> session()
                            .printer()
                            .problem("  - driven by process " + owner.pid() + " on " + owner.host()));
        }
        return ExitCode.DONE;
    }
}
