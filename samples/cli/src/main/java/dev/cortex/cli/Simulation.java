package dev.cortex.cli;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Operator;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One run of the engine that production uses, with agents that pretend, in time that does not pass. Everything happens on
 * the calling thread and in memory, in an order that is the same each time.
 */
final class Simulation {
    /** The engine looks around several times in each simulated second, so a simulation of years would take for ever. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private final SimulatedTime time = new SimulatedTime();
    private final Waits waits = new Waits();
    private final List<RunEvent> events = new ArrayList<>();
    private final Stubs stubs;
    private @Nullable Operator operator;
    private @Nullable Throwable problem;

    Simulation(Stubs stubs) {
        this.stubs = stubs;
    }

    /**
     * What came of it.
     *
     * @param view the run at its end, or when it waits for a person
     * @param events all that happened
     * @param waits who waited for whom
     * @param time tells how long after the beginning something happened
     */
    record Outcome(RunView view, List<RunEvent> events, List<Waits.Wait> waits, SimulatedTime time) {}

    /**
     * Walks through a scenario, to its end or until only a person could move it on.
     *
     * @throws CommandException if it takes longer than 90 simulated days
     */
    Outcome run(Scenario scenario, Policy policy) {
        StubAgents agents = new StubAgents(stubs, time);
        Cortex cortex = Cortex.builder()
                .agents(agents)
                .criteria(agents)
                .store(new InMemoryStateStore())
                .listener(this::happened)
                .policy(policy)
                .time(time)
                .executor(time.executor())
                .ids(() -> "simulation")
                .build();
        Run run = cortex.start(cortex.plan(scenario).orElseThrow(), stubs.inputs(), new Actor("simulation"));
        operator = run.as(new Actor("simulation"));
        RunView view = walk(run);
        run.release();
        time.settle();
        // Nothing is left open where a simulation fails before this line: the engine has neither threads nor files.
        cortex.close();
        List<String> phases = view.phases().stream().map(phase -> phase.name()).toList();
        return new Outcome(view, List.copyOf(events), waits.all(phases, time.now()), time);
    }

    private RunView walk(Run run) {
        int seen = -1;
        time.settle();
        while (true) {
            if (problem != null) {
                throw new IllegalStateException("an answer at a gate was not taken", problem);
            }
            if (seen != events.size()) {
                seen = events.size();
                RunView view = run.view();
                waits.look(time.now(), view.blockers());
                if (view.status() != RunStatus.RUNNING) {
                    return view;
                }
            }
            if (time.since(time.now()).compareTo(LONGEST) > 0 || !time.next()) {
                throw CommandException.invalid("After " + Spans.of(LONGEST)
                        + " the run has not come to an end: let agents take less time, or pauses between attempts");
            }
        }
    }

    private void happened(RunEvent event) {
        events.add(event);
        if (event.fact() instanceof Fact.GateOpened gate) {
            answer(gate.phase());
        }
    }

    private void answer(String phase) {
        Operator somebody = Objects.requireNonNull(operator, "gates open when the run has begun");
        CompletionStage<Void> act = switch (stubs.gate(phase)) {
            case start -> somebody.start(phase, "");
            case reject -> somebody.reject(phase, "");
            case skip -> somebody.skip(phase, "");
            case wait -> CompletableFuture.completedFuture(null);
        };
        act.whenComplete((done, failure) -> {
            if (failure != null) {
                problem = failure;
            }
        });
    }
}
