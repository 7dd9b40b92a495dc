package dev.cortex.api.run;

import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Optional;

/**
 * Starts runs, drives them, and finds those that any engine on the same store has started. Safe for use by many threads.
 * Calls read and write the store, and throw a {@link dev.cortex.api.store.StateException} where that is not possible.
 */
public interface Engine extends AutoCloseable {
    /**
     * Starts a run and returns as soon as its beginning is durable.
     *
     * @param plan what to run
     * @param inputs what to tell it
     * @param actor who starts it
     * @return the run, driven by this engine
     * @throws IllegalArgumentException if an input is missing or unknown; no run exists then
     * @throws BusyException if a run of this scenario is active and the host allows one at a time
     */
    Run start(Plan plan, Values inputs, Actor actor);

    /**
     * Starts a run without inputs, on nobody's behalf.
     *
     * @param plan what to run
     * @return the run, driven by this engine
     */
    default Run start(Plan plan) {
        return start(plan, Values.none(), Actor.ENGINE);
    }

    /**
     * Finds a run.
     *
     * @param runId its id
     * @return the run, if the store has it
     */
    Optional<Run> find(String runId);

    /**
     * Finds the run of a scenario that was started last.
     *
     * @param scenario the scenario's name
     * @return the run, if there is one
     */
    Optional<Run> newest(String scenario);

    /**
     * Lists runs, the newest first.
     *
     * @param before only runs with ids less than this; empty text for no bound
     * @param limit at most so many
     * @return the runs
     */
    List<Run> list(String before, int limit);

    /**
     * Lists what can be resumed because nobody drives it any more. A run that cannot be read is left out, and the log says so.
     *
     * @return the runs whose owners went away, the newest first
     */
    List<Run> interrupted();

    /**
     * Cancels and records as interrupted what works, deactivates, and lets every run go; each can be resumed. Waits until
     * that is done and listeners have heard of it, at most for the policy's grace and a little more. Closing twice has no
     * effect.
     */
    @Override
    void close();
}
