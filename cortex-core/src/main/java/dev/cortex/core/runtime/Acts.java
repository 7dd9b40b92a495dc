package dev.cortex.core.runtime;

import dev.cortex.api.diagnostic.InvalidDefinitionException;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.machine.RunMachine;
import dev.cortex.core.machine.Signal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What one person does to one run: by way of its driver here, or straight into its journal. */
final class Acts implements Operator {
    private final Runs runs;
    private final String id;
    private final Actor actor;

    Acts(Runs runs, String id, Actor actor) {
        this.runs = runs;
        this.id = id;
        this.actor = Objects.requireNonNull(actor, "actor");
    }

    @Override
    public CompletionStage<Void> start(String phase, String reason) {
        return act(new OperatorAction.Start(phase), reason);
    }

    @Override
    public CompletionStage<Void> reject(String phase, String reason) {
        return act(new OperatorAction.Reject(phase), reason);
    }

    @Override
    public CompletionStage<Void> complete(String phase, String reason) {
        return act(new OperatorAction.Complete(phase), reason);
    }

    @Override
    public CompletionStage<Void> skip(String phase, String reason) {
        return act(new OperatorAction.Skip(phase), reason);
    }

    @Override
    public CompletionStage<Void> confirm(String phase, int criterion, boolean met, String reason) {
        return act(new OperatorAction.Confirm(phase, criterion, met), reason);
    }

    @Override
    public CompletionStage<Void> adopt(Scenario scenario, String reason) {
        try {
            RunMachine machine = runs.load(id);
            Optional<RefusedException> other = runs.refuseOther(id, machine);
            if (other.isPresent()) {
                return failed(other.get());
            }
            runs.plan(scenario, machine.policy());
        } catch (InvalidDefinitionException broken) {
            return failed(new RefusedException("the new definition cannot run: " + broken.getMessage()));
        } catch (RuntimeException unreadable) {
            return failed(unreadable);
        }
        return act(new OperatorAction.Adopt(scenario), reason);
    }

    @Override
    public CompletionStage<Void> stop(String reason) {
        Signal.Act stop = signal(new OperatorAction.Stop(), reason);
        return guarded(() -> {
            if (runs.driver(id).isEmpty() && wantsAnOwner()) {
                runs.take(id, List.of(new Signal.Take(runs.me()), stop));
                return CompletableFuture.completedFuture(null);
            }
            return act(stop);
        });
    }

    /** Whether nobody drives the run, and it is active or has something left that could not be deactivated. */
    private boolean wantsAnOwner() {
        RunMachine machine = runs.load(id);
        boolean stopped = machine.outcome().filter(Fact.Outcome.STOPPED::equals).isPresent();
        return (machine.outcome().isEmpty() || (stopped && machine.leftOver()))
                && machine.owner().filter(owner -> runs.drives(owner, id)).isEmpty();
    }

    @Override
    public CompletionStage<Void> resume(String reason) {
        return guarded(() -> {
            runs.take(id, List.of(new Signal.Take(runs.me())));
            return CompletableFuture.completedFuture(null);
        });
    }

    @Override
    public CompletionStage<Void> retry(String phase, String reason) {
        Optional<String> from = phase.isEmpty() ? Optional.empty() : Optional.of(phase);
        return guarded(() -> {
            runs.take(id, List.of(signal(new OperatorAction.Retry(from), reason), new Signal.Take(runs.me())));
            return CompletableFuture.completedFuture(null);
        });
    }

    private Signal.Act signal(OperatorAction action, String reason) {
        return new Signal.Act(actor, reason, action);
    }

    private CompletionStage<Void> act(OperatorAction action, String reason) {
        return guarded(() -> act(signal(action, reason)));
    }

    private CompletionStage<Void> act(Signal.Act act) {
        Optional<Driver> driver = runs.driver(id);
        if (driver.isPresent()) {
            CompletableFuture<Void> recorded = new CompletableFuture<>();
            driver.get().send(act, Optional.of(recorded));
            // Whoever waits for the stage does so on another thread than that of the run's turn.
            return runs.tellings().told(recorded).exceptionallyCompose(thrown -> {
                Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                return cause instanceof Driver.Departed
                        ? guarded(() -> record(act))
                        : CompletableFuture.failedFuture(cause == null ? thrown : cause);
            });
        }
        return record(act);
    }

    /** Judges the act against the journal and appends it at the size that was judged; whoever drives the run obeys. */
    private CompletionStage<Void> record(Signal.Act act) {
        while (true) {
            RunMachine machine = runs.judged(id);
            Optional<String> refusal = machine.refusal(act.action());
            if (refusal.isPresent()) {
                return failed(new RefusedException(refusal.get()));
            }
            long size = machine.size();
            List<RunEvent> events = machine.act(runs.time().now(), act);
            if (runs.journals().append(id, size, events)) {
                return runs.known(id, size + events.size());
            }
        }
    }

    private interface Attempt {
        CompletionStage<Void> run();
    }

    private static CompletionStage<Void> guarded(Attempt attempt) {
        try {
            return attempt.run();
        } catch (RuntimeException refusedOrBroken) {
            return failed(refusedOrBroken);
        }
    }

    private static CompletionStage<Void> failed(RuntimeException why) {
        return CompletableFuture.failedFuture(why);
    }
}
