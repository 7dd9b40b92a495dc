package dev.cortex.core.machine;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;

/** What comes in from outside. An answer to a call that is unknown, or that was answered already, decides nothing. */
public sealed interface Signal {
    /**
     * The run begins. Only for a machine without events.
     *
     * @param inputs what it is told
     * @param actor who starts it
     */
    record Begin(Values inputs, Actor actor) implements Signal {}

    /**
     * An engine takes the run, to begin with it or to go on with it. Calls of former owners are lost.
     *
     * @param owner the engine
     */
    record Take(Owner owner) implements Signal {}

    /** The owner would like to let the run go; it does if nothing but a person can move it on. */
    record Release() implements Signal {}

    /**
     * Somebody acts. Whoever sends this has asked {@link RunMachine#refusal} first.
     *
     * @param actor who
     * @param reason why; empty text if they did not say
     * @param action what they do
     */
    record Act(Actor actor, String reason, OperatorAction action) implements Signal {}

    /**
     * An activation or deactivation is done.
     *
     * @param call the command's call
     */
    record Done(String call) implements Signal {}

    /**
     * An agent has answered.
     *
     * @param call the command's call
     * @param result its answer
     */
    record Worked(String call, AgentResult result) implements Signal {}

    /**
     * A criterion was judged.
     *
     * @param call the command's call
     * @param verdict the verdict
     */
    record Judged(String call, Verdict verdict) implements Signal {}

    /**
     * A phase was compensated.
     *
     * @param call the command's call
     * @param summary what was done
     */
    record Compensated(String call, String summary) implements Signal {}

    /**
     * A call broke.
     *
     * @param call the command's call
     * @param problem what happened, for people
     */
    record Broke(String call, String problem) implements Signal {}

    /**
     * The host has nobody to make this call to: no activator for profiles, no compensation handler.
     *
     * @param call the command's call
     * @param reason what is missing
     */
    record Declined(String call, String reason) implements Signal {}
}
