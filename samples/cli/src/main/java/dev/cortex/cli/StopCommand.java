package dev.cortex.cli;

import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
    /** How often it looks who drives the run: only that does not announce itself. */
    private static final Duration LOOK = Duration.ofSeconds(1);

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
            return tell(await(run), runs);
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

    private RunView await(Run run) {
        CompletableFuture<RunView> ended = run.ended().toCompletableFuture();
        long patience = run.view().plan().policy().grace().plus(MARGIN).toNanos();
        long begun = System.nanoTime();
        while (true) {
            try {
                return ended.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                RunView view = run.view();
                Optional<DrivingProcess> driver = view.standing().owner().map(DrivingProcess::new);
                if (driver.isEmpty()
                        && view.status() != RunStatus.STOPPED
                        && !view.status().ended()) {
                    takeOver(run);
                } else if (driver.filter(DrivingProcess::suspended).isPresent()
                        || System.nanoTime() - begun > patience) {
                    return view;
                }
            } catch (ExecutionException failed) {
                throw new CompletionException(failed.getCause());
            } catch (InterruptedException leave) {
                Thread.currentThread().interrupt();
                return run.view();
            }
        }
    }

    /** Whoever drove the run went away without having stopped it. */
    private void takeOver(Run run) {
        try {
            run.as(session().actor()).stop(reason).toCompletableFuture().join();
        } catch (CompletionException | RefusedException refused) {
            // Somebody else was faster: the run has stopped, or is driven again and has been asked to.
            if (refused instanceof CompletionException && !(refused.getCause() instanceof RefusedException)) {
                throw refused;
            }
        }
    }

    private int tell(RunView view, Runs runs) {
        boolean stopped = view.status() == RunStatus.STOPPED || view.status().ended();
        if (session().json()) {
            session().printer().json(RunJson.of(kind(), view));
        } else if (stopped) {
            session().printer().line("Stopped " + kind().word() + ": " + view.scenario());
            session().printer().line("To go on: " + runs.commands(view).resume());
        } else {
            late(view, runs);
        }
        return stopped ? ExitCode.DONE : ExitCode.BUSY;
    }

    /** Says who does not answer, and what can be done: the stop is recorded, and the run goes on. */
    private void late(RunView view, Runs runs) {
        Printer printer = session().printer();
        printer.problem("The stop of " + view.scenario() + " is recorded, and has not been obeyed yet");
        for (AgentView agent : view.working()) {
            printer.problem("  - " + agent.agent() + " (" + agent.phase() + ") does not answer");
        }
        Optional<DrivingProcess> driver =
                view.standing().owner().map(DrivingProcess::new).filter(process -> !process.self());
        driver.ifPresent(process -> {
            printer.problem(process.silence());
            process.remedies(runs.commands(view).of("stop")).forEach(printer::problem);
        });
    }
}
