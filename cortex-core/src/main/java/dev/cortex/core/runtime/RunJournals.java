package dev.cortex.core.runtime;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.journal.Json;
import dev.cortex.core.machine.RunMachine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The journals of runs in a store, as events and as machines folded from them. */
final class RunJournals {
    static final String PREFIX = "run-";

    private final StateStore store;
    private final BiFunction<Scenario, Policy, Plan> planner;

    RunJournals(StateStore store, BiFunction<Scenario, Policy, Plan> planner) {
        this.store = store;
        this.planner = planner;
    }

    static String journal(String runId) {
        return PREFIX + runId;
    }

    /** Appends events behind the first {@code size} ones; false if the journal has another size. */
    boolean append(String runId, long size, List<RunEvent> events) {
        return store.append(
                journal(runId), size, events.stream().map(Json::write).toList());
    }

    /** Reads events; returns the size reached. */
    long read(String runId, long from, Consumer<? super RunEvent> event) {
        Decoding decoding = new Decoding(runId, from, event);
        long size = store.read(journal(runId), from, decoding::line);
        decoding.end();
        return size;
    }

    /** Reads events from some point on as a list. */
    List<RunEvent> tail(String runId, long from) {
        List<RunEvent> events = new ArrayList<>();
        read(runId, from, events::add);
        return events;
    }

    /**
     * Folds a run. Where somebody had it go on with another definition, it is folded under the newest one.
     *
     * @return the machine; empty if there is no such run
     */
    Optional<RunMachine> load(String runId) {
        Fold fold = new Fold(runId, null);
        read(runId, 0, fold);
        while (!Objects.equals(fold.adopted, fold.under)) {
            fold = new Fold(runId, fold.adopted);
            read(runId, 0, fold);
        }
        return Optional.ofNullable(fold.machine);
    }

    private final class Fold implements Consumer<RunEvent> {
        private final String runId;
        private final @Nullable Scenario under;
        private @Nullable RunMachine machine;
        private @Nullable Scenario adopted;

        Fold(String runId, @Nullable Scenario under) {
            this.runId = runId;
            this.under = under;
        }

        @Override
        public void accept(RunEvent event) {
            if (event.fact() instanceof Fact.RunStarted started && machine == null) {
                Scenario scenario = under == null ? started.scenario() : under;
                machine = RunMachine.of(runId, planner.apply(scenario, started.policy()));
            } else if (event.fact() instanceof Fact.Acted acted
                    && acted.action() instanceof OperatorAction.Adopt adopt) {
                adopted = adopt.scenario();
            }
            if (machine == null) {
                throw new StateException(
                        "the journal of run " + runId + " is damaged: it does not begin with its start");
            }
            machine.apply(event);
        }
    }
}
