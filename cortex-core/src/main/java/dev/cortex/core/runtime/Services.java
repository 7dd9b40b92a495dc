package dev.cortex.core.runtime;

import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Time;
import dev.cortex.api.store.StateException;
import dev.cortex.core.machine.RunMachine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every driver of an engine shares. */
interface Services {
    Host host();

    Threads threads();

    /** By the key of an activation, the call that switches it on or off, was ordered last, and has not begun. */
    Map<String, Token> switches();

    Time time();

    RunJournals journals();

    List<Loudspeaker> listeners();

    /** How many lines the run's journal has, as far as is known without asking the store; asks it after a poll. */
    long sizeOf(String runId);

    /** Names the other engine that drives a run; empty if there is none. */
    Optional<RefusedException> refuseOther(String runId, RunMachine machine);

    /** Why this engine may not take a run as it stands; empty if it may. */
    Optional<RefusedException> refuseTake(String runId, RunMachine machine);

    /** A run has ended: whoever looks for runs that go on may leave its journal out. */
    void archive(String runId);

    /** A driver cannot go on with its run; comes before {@link #departed}. */
    void lost(String runId, StateException why);

    /** A driver has let its run go. */
    void departed(Driver driver);
}
