package dev.cortex.testkit.simulation;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.Time;
import dev.cortex.api.store.StateStore;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What one life of a simulated process is made of: the parts that a host gives to the engine which it builds. There is a
 * new one after each crash, and what an engine does with the parts of an earlier one has no effect any more.
 *
 * <p>A host has to give its engine {@link #time}, {@link #executor}, {@link #store}, {@link #agents}, {@link #listener} and
 * {@link #ids}, and {@link #criteria} where the scenario has any; a simulation refuses to begin without one of them. The
 * host may put code of its own around them. All of them are for one thread, which is the
 * one that runs the simulation.
 */
public interface Lab {
    /** {@return the time of the process, which is not that of the process before it} */
    Time time();

    /** {@return where the engine's tasks run, in an order that the simulation chooses} */
    Executor executor();

    /** {@return the journals, as they are after what happened to them} */
    StateStore store();

    /** {@return agents that do what the script says} */
    AgentActivator agents();

    /** {@return profiles that can be switched} */
    ProfileActivator profiles();

    /** {@return a judge that says what the script says} */
    CriterionEvaluator criteria();

    /** {@return who undoes what is to be undone} */
    CompensationHandler compensation();

    /** {@return by which the simulation hears what the engine tells} */
    RunListener listener();

    /** {@return ids of runs, the same in each simulation} */
    Supplier<String> ids();
}
