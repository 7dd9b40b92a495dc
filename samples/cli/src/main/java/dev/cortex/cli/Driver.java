package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a run until it is over or only a person can move it on: answers gates, asks a person on a terminal, and
 * passes signals on as stops. One thread takes one thing after the other; nothing that it does holds up a phase.
 */
final class Driver {
    private final Session session;
    private final StopSignal signal;
    private final RunOptions options;
    private final Run run;
    private final Operator operator;
    private final Gates gates = new Gates();
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Answers answers;
    private boolean watching;
    private int starting;
    private boolean mute;
    private Optional<LiveRun> live = Optional.empty();
    private @Nullable RunView end;
    private @Nullable Throwable problem;

    /**
     * A driver of a run that this process owns.
     *
     * @param signal hears the signals that are to stop it
     */
    Driver(Session session, RunOptions options, Run run, StopSignal signal) {
        this.session = session;
        this.signal = signal;
        this.options = options;
        this.run = run;
        this.operator = run.as(session.actor());
        this.answers = new Answers(session.surroundings().in(), line -> {
            // At once: whatever is drawn next has to know where the cursor is.
            line.ifPresent(session.printer()::answered);
            mailbox.add(() -> typed(line));
        });
        this.mute = !session.surroundings().terminal() || session.json();
    }

    /** Has the run shown on the terminal as it stands, if it is one on which that can be done. */
    Driver showing(Kind kind, Path programs) {
        if (!mute && !options.quiet) {
            live = LiveRun.of(session, kind, run, options.verbose ? Optional.of(programs) : Optional.empty());
        }
        return this;
    }

    /**
     * Drives the run, and returns when this process has nothing more to do with it.
     *
     * @param progress hears of the run's events
     * @param from how many of them are no news
     * @return the run as it stands then
     */
    RunView drive(Progress progress, long from) {
        signal.stops(operator);
        progress.begin(run.view().plan(), from, live.isPresent(), event -> mailbox.add(() -> happened(event)));
        live.ifPresent(LiveRun::begin);
        try {
            RunView view = drive(progress);
            live.ifPresent(LiveRun::end);
            return view;
        } finally {
            live.ifPresent(LiveRun::leave);
        }
    }

    private RunView drive(Progress progress) {
        mailbox.add(() -> {
            gates.sync(run.view());
            decide();
        });
        watchForLoss();
        watch();
        while (end == null && problem == null) {
            next().run();
        }
        session.printer().ask("");
        // Listeners hear of events a little later than the run rests.
        run.events(progress.seen(), progress::onEvent);
        RunView view = end;
        if (view == null || problem != null) {
            throw problem instanceof RuntimeException known ? known : new CompletionException(problem);
        }
        return view;
    }

    private Runnable next() {
        try {
            return mailbox.take();
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.STOPPED, "interrupted");
        }
    }

    /**
     * Has the mailbox told when this process cannot go on with the run. Who waits for an interrupted run waits until
     * somebody goes on with it, which here nobody will do.
     */
    private void watchForLoss() {
        tell(run.ended(), view -> {});
        if (run.view().status() == RunStatus.INTERRUPTED) {
            tell(run.release(), this::released);
        }
    }

    /** Has the mailbox told when nothing runs any more. */
    private void watch() {
        if (!watching) {
            watching = true;
            tell(run.resting(), this::rested);
        }
    }

    private void tell(CompletionStage<RunView> stage, java.util.function.Consumer<RunView> then) {
        stage.whenComplete((view, failure) -> mailbox.add(() -> {
            if (failure == null) {
                then.accept(view);
            } else {
                problem = failure;
            }
        }));
    }

    private void happened(RunEvent event) {
        live.ifPresent(shown -> shown.happened(event));
        Fact fact = event.fact();
        if (fact instanceof Fact.GateOpened gate) {
            gates.opened(gate.phase());
        } else if (fact instanceof Fact.CompensationGateOpened gate) {
            gates.rollbackOpened(gate.phase());
        } else if (fact instanceof Fact.CompensationStarted started) {
            gates.gone(started.phase());
        } else if (fact instanceof Fact.PhaseStarted || fact instanceof Fact.PhaseEnded) {
            gates.gone(fact.subject().orElseThrow());
        } else {
            return;
        }
        decide();
        watch();
    }

    /** Starts what was answered beforehand, and asks about the rest. */
    private void decide() {
        for (String phase : gates.undecided()) {
            if (options.answers(phase)) {
                start(phase, options.auto ? "--auto" : "--start");
            }
        }
        if (!mute) {
            if (gates.asked().isEmpty()) {
                session.printer().ask(gates.next().orElse(""));
            }
            if (gates.asked().isPresent()) {
                answers.read();
            }
        }
    }

    private void typed(Optional<String> line) {
        Optional<String> asked = gates.asked();
        if (line.isEmpty()) {
            session.printer().ask("");
            mute = true;
            gates.undecided().forEach(gates::leave);
        } else if (asked.isPresent()) {
            String answer = line.get().strip().toLowerCase(Locale.ROOT);
            if (answer.equals("y") || answer.equals("yes")) {
                start(asked.get(), "");
            } else if (answer.isEmpty() || answer.equals("n") || answer.equals("no")) {
                gates.leave(asked.get());
            } else {
                session.printer().line("Neither y nor n: " + Visible.clip(line.get()));
                gates.again();
            }
        }
        decide();
        watch();
    }

    private void start(String phase, String reason) {
        gates.answered(phase);
        starting++;
        operator.start(phase, reason)
                .whenComplete((done, failure) -> mailbox.add(() -> {
                    starting--;
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    if (cause instanceof RefusedException refused) {
                        // Somebody else was faster, or the run is being stopped.
                        session.printer().problem(String.valueOf(refused.getMessage()));
                    } else if (cause != null) {
                        problem = cause;
                    }
                    watch();
                }));
    }

    /** Nothing runs: the end, a question, or the moment to let go. */
    private void rested(RunView view) {
        watching = false;
        if (view.status() != RunStatus.WAITING) {
            end = view;
            return;
        }
        if (starting == 0) {
            gates.sync(view);
            decide();
        }
        // An answer that is on its way moves the run on, and has it watched again.
        boolean someoneIsAsked = !mute && gates.asked().isPresent();
        if (starting == 0 && !someoneIsAsked) {
            watching = true;
            tell(run.release(), this::released);
        }
    }

    private void released(RunView view) {
        if (view.status() == RunStatus.INTERRUPTED) {
            problem = new CommandException(
                    ExitCode.STATE, "run " + run.id() + " is interrupted: nobody drives it any more");
        } else {
            end = view;
        }
    }
}
