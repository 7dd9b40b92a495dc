package dev.cortex.core;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.plan.Planner;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.contract.EngineContract;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The engine keeps what every engine has to, with its own threads and in real time. */
class CortexContractTest extends EngineContract {
    private final StateStore kept = new InMemoryStateStore();
    private final Set<Owner> dead = ConcurrentHashMap.newKeySet();

    /** A store over the storage of this test. */
    StateStore store() {
        return kept;
    }

    @Override
    protected Engine engine(AgentActivator workers, RunListener listener) {
        return Cortex.builder()
                .agents(workers)
                .listener(listener)
                .store(new ForwardingStore(store()) {
                    @Override
                    public boolean alive(Owner owner) {
                        return !dead.contains(owner) && super.alive(owner);
                    }
                })
                .build();
    }

    @Override
    protected Plan plan(Scenario scenario, Policy policy) {
        return Planner.plan(scenario, policy).orElseThrow();
    }

    /** To all others its owner is dead; it finds out for itself that it was replaced. */
    @Override
    protected boolean kill(Engine engine, Run run) {
        dead.add(run.view().standing().owner().orElseThrow());
        return true;
    }
}
