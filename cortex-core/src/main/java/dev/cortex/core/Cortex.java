package dev.cortex.core;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.agent.BlockingAgent;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.check.Checks;
import dev.cortex.core.plan.Planner;
import dev.cortex.core.runtime.GuardedCatalog;
import dev.cortex.core.runtime.Host;
import dev.cortex.core.runtime.RunsEngine;
import dev.cortex.core.runtime.Settings;
import dev.cortex.core.runtime.SystemTime;
import dev.cortex.core.runtime.Threads;
import dev.cortex.core.store.InMemoryStateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cortex in a program: checks and plans scenarios, and runs them with the program's own agents.
 *
 * <pre>{@code
 * try (Cortex cortex = Cortex.builder()
 *         .blockingAgents((work, stop) -> AgentResult.success(work.agent() + " did " + work.phase().name()))
 *         .build()) {
 *     Run run = cortex.start(cortex.plan(scenario).orElseThrow());
 *     System.out.println(run.ended().toCompletableFuture().join().status());
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads. A program usually has one, for as long as it lives, and closes it at its end. Unless it
 * is given an executor, it has daemon threads of its own: a few that drive runs, one for alarms, and one for each call to
 * the host that blocks.
 */
public final class Cortex implements Engine {
    private final RunsEngine engine;
    private final Policy policy;
    private final Optional<AgentCatalog> catalog;
    private final boolean compensates;

    private Cortex(Builder parts) {
        this.policy = parts.policy == null ? Policy.STANDARD : parts.policy;
        this.catalog = Optional.ofNullable(parts.catalog).map(GuardedCatalog::new);
        this.compensates = parts.compensation != null;
        this.engine = new RunsEngine(parts.settings());
    }

    /** {@return a builder; without more, it makes an engine that can plan, and act on runs, but has no agents} */
    public static Builder builder() {
        return new Builder();
    }

    // ---- definitions

    /**
     * Checks and plans a scenario that was read from somewhere.
     *
     * @param scenario what a reader made, with its findings
     * @return the plan, with the findings of reading, checking and planning in file order
     */
    public Checked<Plan> plan(Checked<Scenario> scenario) {
        return scenario.then(one -> Checks.check(one, catalog, compensates)).then(one -> Planner.plan(one, policy));
    }

    /**
     * Checks and plans a scenario that was built in Java.
     *
     * @param scenario the scenario
     * @return the plan, with what was found
     */
    public Checked<Plan> plan(Scenario scenario) {
        return plan(Checked.of(scenario));
    }

    /**
     * Checks and plans a workflow, as the scenario that it stands for.
     *
     * @param workflow what a reader made, with its findings
     * @return the plan, with the findings of reading, checking and planning in file order
     */
    public Checked<Plan> planWorkflow(Checked<Workflow> workflow) {
        return workflow.then(one -> Checks.check(one, catalog)).then(one -> Planner.plan(one, policy));
    }

    /**
     * Checks and plans a workflow that was built in Java.
     *
     * @param workflow the workflow
     * @return the plan, with what was found
     */
    public Checked<Plan> planWorkflow(Workflow workflow) {
        return planWorkflow(Checked.of(workflow));
    }

    // ---- runs

    @Override
    public Run start(Plan plan, Values inputs, Actor actor) {
        return engine.start(plan, inputs, actor);
    }

    @Override
    public Optional<Run> find(String runId) {
        return engine.find(runId);
    }

    @Override
    public Optional<Run> newest(String scenario) {
        return engine.newest(scenario);
    }

    @Override
    public List<Run> list(String before, int limit) {
        return engine.list(before, limit);
    }

    @Override
    public List<Run> interrupted() {
        return engine.interrupted();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Collects what an engine is made of. Each part can be given once. Not thread-safe. */
    public static final class Builder {
        private @Nullable AgentActivator agents;
        private @Nullable BlockingAgent blockingAgents;
        private @Nullable ProfileActivator profiles;
        private @Nullable AgentCatalog catalog;
        private final List<CriterionEvaluator> criteria = new ArrayList<>();
        private @Nullable CompensationHandler compensation;
        private @Nullable StateStore store;
        private final List<RunListener> listeners = new ArrayList<>();
        private @Nullable Policy policy;
        private boolean manyRuns;
        private @Nullable Time time;
        private @Nullable Executor executor;
        private @Nullable Supplier<String> ids;

        private Builder() {}

        /**
         * Who works.
         *
         * @param activator the host's agents
         * @return this builder
         * @throws IllegalStateException if agents were given already
         */
        public Builder agents(AgentActivator activator) {
            once("agents", agents == null ? blockingAgents : agents);
            this.agents = Objects.requireNonNull(activator, "agents");
            return this;
        }

        /**
         * Who works, where the work blocks its thread: each call gets a thread of the engine's, a virtual one where the
         * JVM has them, else one of at most 256. The thread is interrupted when the work is to stop.
         *
         * @param agent does the work of all agents
         * @return this builder
         * @throws IllegalStateException if agents were given already
         */
        public Builder blockingAgents(BlockingAgent agent) {
            once("agents", agents == null ? blockingAgents : agents);
            this.blockingAgents = Objects.requireNonNull(agent, "agents");
            return this;
        }

        /**
         * Who switches profiles. Without it, profiles are recorded and nothing is switched.
         *
         * @param activator the host's profiles
         * @return this builder
         * @throws IllegalStateException if profiles were given already
         */
        public Builder profiles(ProfileActivator activator) {
            once("profiles", profiles);
            this.profiles = Objects.requireNonNull(activator, "profiles");
            return this;
        }

        /**
         * Which agents exist. Without it, any name is accepted.
         *
         * @param agents looked up at each check
         * @return this builder
         * @throws IllegalStateException if a catalog was given already
         */
        public Builder catalog(AgentCatalog agents) {
            once("catalog", catalog);
            this.catalog = Objects.requireNonNull(agents, "catalog");
            return this;
        }

        /**
         * Who judges criteria, in this order, behind those given before. The first verdict that is not unknown stands.
         *
         * @param evaluators the evaluators
         * @return this builder
         */
        public Builder criteria(CriterionEvaluator... evaluators) {
            criteria.addAll(List.of(evaluators));
            return this;
        }

        /**
         * Who undoes completed phases when a run with an enabled rollback has failed.
         *
         * @param handler the handler
         * @return this builder
         * @throws IllegalStateException if a handler was given already
         */
        public Builder compensation(CompensationHandler handler) {
            once("compensation", compensation);
            this.compensation = Objects.requireNonNull(handler, "compensation");
            return this;
        }

        /**
         * Where runs are kept. Without it, in memory, for as long as the engine lives.
         *
         * @param journals the store
         * @return this builder
         * @throws IllegalStateException if a store was given already
         */
        public Builder store(StateStore journals) {
            once("store", store);
            this.store = Objects.requireNonNull(journals, "store");
            return this;
        }

        /**
         * Who hears of events, beside those given before.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(RunListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * By which rules scenarios are planned; {@link Policy#STANDARD} unless given.
         *
         * @param rules the policy
         * @return this builder
         * @throws IllegalStateException if a policy was given already
         */
        public Builder policy(Policy rules) {
            once("policy", policy);
            this.policy = Objects.requireNonNull(rules, "policy");
            return this;
        }

        /**
         * Allows several runs of one scenario to be active at once.
         *
         * @return this builder
         */
        public Builder manyRunsPerScenario() {
            this.manyRuns = true;
            return this;
        }

        /**
         * The time that the engine lives in; the system's unless given.
         *
         * @param clock the time; not closed by the engine
         * @return this builder
         * @throws IllegalStateException if a time was given already
         */
        public Builder time(Time clock) {
            once("time", time);
            this.time = Objects.requireNonNull(clock, "time");
            return this;
        }

        /**
         * Where the engine runs, and where it calls the host; threads of its own unless given.
         *
         * @param threads has to run tasks that block, as many as there are calls to the host; never shut down from here
         * @return this builder
         * @throws IllegalStateException if an executor was given already
         */
        public Builder executor(Executor threads) {
            once("executor", executor);
            this.executor = Objects.requireNonNull(threads, "executor");
            return this;
        }

        /**
         * Where ids of runs come from; made of the time unless given.
         *
         * @param source gives a new id at each call, greater than every one before, of the characters
         *     {@code a-z 0-9 - . _}
         * @return this builder
         * @throws IllegalStateException if a source was given already
         */
        public Builder ids(Supplier<String> source) {
            once("ids", ids);
            this.ids = Objects.requireNonNull(source, "ids");
            return this;
        }

        /** {@return the engine; it starts no thread before it is asked for something} */
        public Cortex build() {
            return new Cortex(this);
        }

        private static void once(String part, @Nullable Object given) {
            if (given != null) {
                // Not its own text: that of a plug-in may be anything.
                String what = given instanceof Policy
                        ? given.toString()
                        : given.getClass().getName();
                throw new IllegalStateException(part + " can be given once, and were given already: " + what);
            }
        }

        private Settings settings() {
            Threads threads = executor == null ? Threads.own() : Threads.on(executor);
            @Nullable SystemTime own = time == null ? new SystemTime() : null;
            return new Settings(
                    new Host(
                            Optional.ofNullable(agents)
                                    .or(() ->
                                            Optional.ofNullable(blockingAgents).map(threads::blocking)),
                            Optional.ofNullable(profiles),
                            criteria,
                            Optional.ofNullable(compensation),
                            listeners),
                    store == null ? new InMemoryStateStore() : store,
                    threads,
                    time == null ? Objects.requireNonNull(own) : time,
                    Optional.ofNullable(ids),
                    manyRuns,
                    (scenario, rules) -> Planner.plan(scenario, rules).orElseThrow(),
                    () -> {
                        if (own != null) {
                            own.close();
                        }
                        threads.close();
                    });
        }
    }
}
