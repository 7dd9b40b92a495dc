package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.criteria.CriterionCheck;

/**
 * What is to be done outside, once the events of the same decision are durable. Each has a call: a name made of the
 * values of its event, so that a machine rebuilt from those events knows the answer when it comes.
 */
public sealed interface Command {
    /** {@return the name that the answer has to carry} */
    String call();

    /**
     * Activate something; answered by {@link Signal.Done}, {@link Signal.Broke} or {@link Signal.Declined}.
     *
     * @param call the call
     * @param activation what
     */
    record Activate(String call, Activation activation) implements Command {}

    /**
     * Deactivate something; answered as an activation is.
     *
     * @param call the call
     * @param activation what
     */
    record Deactivate(String call, Activation activation) implements Command {}

    /**
     * Have an agent work; answered by {@link Signal.Worked} or {@link Signal.Broke}.
     *
     * @param call the call
     * @param assignment what it is to do
     */
    record Work(String call, Assignment assignment) implements Command {}

    /**
     * Have a criterion judged; answered by {@link Signal.Judged} or {@link Signal.Broke}.
     *
     * @param call the call
     * @param check the question
     */
    record Judge(String call, CriterionCheck check) implements Command {}

    /**
     * Have a phase compensated; answered by {@link Signal.Compensated}, {@link Signal.Broke} or {@link Signal.Declined}.
     *
     * @param call the call
     * @param assignment the phase and its outputs
     */
    record Compensate(String call, Assignment assignment) implements Command {}

    /**
     * Ask a call to stop. It has no answer of its own: the call's answer is still wanted.
     *
     * @param call the call to stop
     */
    record Cancel(String call) implements Command {}

    /**
     * Nobody waits for a call any more.
     *
     * @param call the call to give up
     */
    record Abandon(String call) implements Command {}
}
