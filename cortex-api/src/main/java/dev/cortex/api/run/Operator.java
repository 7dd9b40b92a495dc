package dev.cortex.api.run;

import dev.cortex.api.scenario.Scenario;
import java.util.concurrent.CompletionStage;

/**
 * What one person can do to one run. Each call is judged against the run as it is, whichever process drives it; the
 * stage completes once the act is durable in the run's journal, and fails with a {@link RefusedException} if the state
 * does not allow it, or a {@link dev.cortex.api.store.StateException} if the journal cannot be read or written. Whoever
 * drives the run obeys within half a second; where nobody does, {@link #resume} carries the act out.
 *
 * <p>A reason is kept with the act; empty text if there is none to give.
 */
public interface Operator {
    /**
     * Starts a gate, or says beforehand that it need not ask. Allowed while the phase is waiting, and while a gate is
     * pending.
     *
     * @param phase the phase; after a failed run with a gated rollback, the phase whose compensation waits
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> start(String phase, String reason);

    /**
     * Refuses to start a gate, or to accept criteria: the phase fails. Allowed while the phase waits for a person.
     *
     * @param phase the phase
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> reject(String phase, String reason);

    /**
     * Declares a phase done. Allowed unless it is completed; agents at work are cancelled. Phases that were skipped
     * because of it and have not run are pending again; a run that had ended is stopped by that, and can be resumed.
     *
     * @param phase the phase
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> complete(String phase, String reason);

    /**
     * Leaves a phase out, and with it what comes after it. Allowed until it has ended; agents at work are cancelled.
     *
     * @param phase the phase
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> skip(String phase, String reason);

    /**
     * Says whether a criterion is met. Allowed while the criteria of the phase are being judged or wait for a person.
     *
     * @param phase the phase
     * @param criterion the criterion's number in the phase's list, from 1
     * @param met whether it is met
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> confirm(String phase, int criterion, boolean met, String reason);

    /**
     * Stops the run: nothing new starts, agents at work are cancelled, and after the policy's grace abandoned. A second
     * stop does not wait for them, a third one not for their deactivation either. Allowed until the run has ended. Where
     * nobody drives the run, this engine takes it, deactivates what was left active, and lets it go as stopped.
     *
     * @param reason why
     * @return completes when it is recorded; {@link Run#ended()} when the run has stopped
     */
    CompletionStage<Void> stop(String reason);

    /**
     * Has this engine drive the run on, from where it stands. Allowed for a run that is stopped or interrupted, and for
     * one that waits and that nobody drives. What has completed is not run again.
     *
     * @param reason why
     * @return completes when this engine owns the run; fails with a {@link BusyException} if another one does
     */
    CompletionStage<Void> resume(String reason);

    /**
     * Lets the run go on with another definition of its scenario, once it is resumed. Allowed while nobody drives the run,
     * if every phase that has started keeps its name, its condition and its agents.
     *
     * @param scenario the definition; it has to be one that can be planned
     * @param reason why
     * @return completes when it is recorded
     */
    CompletionStage<Void> adopt(Scenario scenario, String reason);

    /**
     * Has this engine run phases again, and whatever depends on them by any kind of condition; the rest is kept. Allowed
     * for a failed run that was not rolled back.
     *
     * @param phase a phase that failed or completed; empty text for every failed one
     * @param reason why
     * @return completes when it is recorded and this engine owns the run; fails with a {@link BusyException} if another one
     *     does
     */
    CompletionStage<Void> retry(String phase, String reason);
}
