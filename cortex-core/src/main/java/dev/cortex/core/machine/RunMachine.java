package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.Owner;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run as a deterministic function: events and signals in, events and commands out. The same events and signals at the
 * same moments give the same decisions, in every process.
 *
 * <p>A machine has state, the fold of the events it was given and of those it has decided itself. Nobody may act on a
 * decision before its events are durable; if they cannot be made durable, the machine has to be thrown away, and a new one
 * folded from what is durable decides the same signals again. A rebuilt machine orders the open calls of its owner anew,
 * under the same names: whoever carries commands out has to leave out a call that is already under way.
 *
 * <p>The work that a signal costs depends on what it changes, not on the number of phases. Not thread-safe.
 */
public final class RunMachine {
    private final RunState run;
    private final Folding folding;
    private final Set<String> ordered = new HashSet<>();
    private @Nullable Owner me;

    private RunMachine(String runId, Plan plan) {
        this.run = new RunState(runId, plan);
        this.folding = new Folding(run);
    }

    /**
     * A machine without events.
     *
     * @param runId the run's id
     * @param plan what the run runs
     * @return the machine
     */
    public static RunMachine of(String runId, Plan plan) {
        return new RunMachine(runId, plan);
    }

    /**
     * Says on whose behalf this machine decides, which it knows by itself once it has heard that engine's
     * {@link Signal.Take}. A machine that was rebuilt has to be told.
     *
     * @param engine the engine; while another one owns the run, or none, nothing follows from anything
     * @return this machine
     */
    public RunMachine drivenBy(Owner engine) {
        this.me = engine;
        return this;
    }

    /**
     * Says that whoever owns the run according to the events has gone without letting go, which is not among them.
     *
     * @return this machine; until somebody takes the run, acts on it are judged as on a run that nobody drives
     */
    public RunMachine ownerGone() {
        run.ownerGone = true;
        return this;
    }

    /**
     * Folds an event that somebody has recorded. Any event is accepted; one about a phase that the plan does not have
     * changes nothing.
     *
     * @param event the event with the next number
     * @throws IllegalArgumentException if its number is not the next one
     */
    public void apply(RunEvent event) {
        if (event.number() != run.size + 1) {
            throw new IllegalArgumentException(
                    "run " + run.id + " has " + run.size + " events; the next is not number " + event.number());
        }
        folding.apply(event);
    }

    /**
     * Hears signals and decides all that follows. The events are folded already. Unless the run is owned by whom this
     * machine decides for, nothing follows but what the signals say themselves.
     *
     * @param now the present moment
     * @param signals what has come in, in order; may be empty when a deadline has passed
     * @return what is true now, and what is to be done
     */
    public Decision decide(Instant now, List<Signal> signals) {
        Turn turn = new Turn(run, folding, ordered, now);
        WorkRules work = new WorkRules(turn);
        ActivationRules activations = new ActivationRules(turn);
        ActRules acts = new ActRules(turn);
        SignalRules hearing = new SignalRules(turn, work, acts);
        for (Signal signal : signals) {
            hearing.hear(signal);
            if (signal instanceof Signal.Take take) {
                me = take.owner();
            }
        }
        if (run.owner == null || !run.owner.equals(me)) {
            return turn.decision();
        }
        RunRules rules = new RunRules(turn, activations, work, new PhaseRules(turn, activations, work), acts);
        rules.drain();
        if (signals.stream().anyMatch(Signal.Release.class::isInstance)) {
            rules.release();
        }
        return turn.decision();
    }

    /**
     * Records what somebody does to a run that this machine's host does not drive. What it sets in motion is decided by
     * whoever drives the run, when they fold these events.
     *
     * @param now the present moment
     * @param act what they do
     * @return the events, folded already
     * @throws IllegalStateException if the act is refused; {@link #refusal} tells why
     */
    public List<RunEvent> act(Instant now, Signal.Act act) {
        refusal(act.action()).ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        Turn turn = new Turn(run, folding, ordered, now);
        new ActRules(turn).apply(act);
        return turn.decision().events();
    }

    /** {@return whether somebody has written a line by hand that nobody has judged yet} */
    public boolean hasUnjudged() {
        return !run.handwritten.isEmpty();
    }

    /**
     * Judges the lines that somebody has written by hand while nobody drove the run. An owner does that by itself when it
     * decides, and refuses those that were written while it drove.
     *
     * @param now the present moment
     * @return the events, folded already; what the acts set in motion is decided by whoever drives the run
     */
    public List<RunEvent> judge(Instant now) {
        Turn turn = new Turn(run, folding, ordered, now);
        new ActRules(turn).judge(false);
        return turn.decision().events();
    }

    /**
     * Judges whether the present state allows an act.
     *
     * @param action the act
     * @return why not; empty if it is allowed
     */
    public Optional<String> refusal(OperatorAction action) {
        return ActRules.refusal(run, action);
    }

    /** {@return the next moment at which a decision is due even if nothing comes in} */
    public Optional<Instant> nextDeadline() {
        return Optional.ofNullable(run.alarms.peek()).map(RunState.Alarm::at);
    }

    /** {@return the engine that drives the run, according to the events} */
    public Optional<Owner> owner() {
        return Optional.ofNullable(run.owner);
    }

    /** {@return how the run has ended; empty while it goes on} */
    public Optional<Fact.Outcome> outcome() {
        return Optional.ofNullable(run.outcome);
    }

    /** {@return whether nothing runs, and only a person can move the run on} */
    public boolean resting() {
        return run.resting();
    }

    /** {@return whether a stop was asked for and is being carried out} */
    public boolean stopping() {
        return run.outcome == null && run.stopping();
    }

    /** {@return whether an activation could not be undone, so that the next owner has to do that} */
    public boolean leftOver() {
        return run.leftOver();
    }

    /** {@return the rules that the run keeps} */
    public Policy policy() {
        return run.plan.policy();
    }

    /** {@return how many events there are} */
    public long size() {
        return run.size;
    }

    /** {@return the run as it stands; costs as much as there are phases} */
    public RunView view() {
        return new Views(run, false).view();
    }

    /** {@return the run as it stands where whoever owned it has gone without letting go} */
    public RunView orphanedView() {
        return new Views(run, true).view();
    }
}
