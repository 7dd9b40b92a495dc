package dev.cortex.core.runtime;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateStore;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What an engine is made of.
 *
 * @param host whom it calls
 * @param store where it keeps journals
 * @param threads where it runs
 * @param time when it lives
 * @param ids where ids of runs come from; empty for ids made of the time
 * @param manyRuns whether several runs of one scenario may be active
 * @param planner makes the plan of a definition that a journal keeps
 * @param onClose ends what the engine owns
 */
public record Settings(
        Host host,
        StateStore store,
        Threads threads,
        Time time,
        Optional<Supplier<String>> ids,
        boolean manyRuns,
        BiFunction<Scenario, Policy, Plan> planner,
        Runnable onClose) {}
