package dev.cortex.api.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A host's agents. One object serves all agents of all runs; it is called by many threads at once and keeps no state on
 * behalf of cortex: any call may be made by another process than the call before it.
 *
 * <p>Every call is to return at once, and the stage that it returns completes when the work is done, on any thread. An
 * exception, thrown or in the stage, means that the call broke; its message is kept for people. A call that never
 * completes holds up its own phase and nothing else. A second completion is ignored.
 */
@FunctionalInterface
public interface AgentActivator {
    /**
     * Has an agent work. Called at least once for each piece of work; {@link Assignment#idempotencyKey()} tells a
     * repetition. The journal has recorded that the work begins before this is called.
     *
     * @param assignment what to do
     * @param cancellation tells when to stop; an agent that does not stop within the policy's grace is abandoned
     * @return how it went. After a cancellation it has to complete as well, with a failure or with an exception: either
     *     ends the wait
     */
    CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation);

    /**
     * Makes an agent ready to work in a run. Called at least once for a key, perhaps after it was done already, and
     * again after a deactivation; it has to be idempotent.
     *
     * @param activation the run and the agent's name
     * @return completes when the agent is ready; an exception fails the phases that wait for it
     */
    default CompletionStage<Void> activate(Activation activation) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Undoes {@link #activate}. Called at least once for each key that was activated, perhaps by another process, and
     * perhaps for one whose activation never finished; it has to be idempotent, and to end what is still at work under
     * that key: the assignments with the same run and agent, whose activation is
     * {@code new Activation(assignment.runId(), Activation.Kind.AGENT, assignment.agent())}.
     *
     * @param activation the run and the agent's name
     * @return completes when it is done; an exception is recorded and changes no outcome
     */
    default CompletionStage<Void> deactivate(Activation activation) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Agents that block, as an activator that does not.
     *
     * @param executor has a thread for each agent that works at a time
     * @param agent does the work of all agents; its thread is interrupted on cancellation
     * @return an activator that needs no activation
     */
    static AgentActivator blocking(Executor executor, BlockingAgent agent) {
        return new BlockingAgentActivator(executor, agent);
    }
}
