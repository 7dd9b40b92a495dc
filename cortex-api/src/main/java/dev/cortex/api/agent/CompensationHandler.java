package dev.cortex.api.agent;

import java.util.concurrent.CompletionStage;

/** Undoes what a completed phase has done, after a run with an enabled rollback has failed. */
@FunctionalInterface
public interface CompensationHandler {
    /**
     * Undoes one phase. Called for the completed phases, last first, one at a time; at least once for each, with the
     * same {@link Assignment#idempotencyKey()}.
     *
     * @param assignment the run and the phase, with the outputs that the phase has produced; the agent is empty text
     * @param cancellation tells when to stop
     * @return completes with what was done, for people; an exception is recorded, and the rollback goes on
     */
    CompletionStage<String> compensate(Assignment assignment, Cancellation cancellation);
}
