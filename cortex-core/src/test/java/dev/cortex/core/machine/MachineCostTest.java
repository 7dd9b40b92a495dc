package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.arbitraries.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten thousand of anything, each answer a decision of its own. What would cost the square of that does not end in the time
 * that a build has; nothing here is measured by a clock.
 */
class MachineCostTest {
    private static final int MANY = 10_000;

    private final Deque<Signal> signals = new ArrayDeque<>();
    private Instant now = Told.START;
    private long events;

    private RunMachine run(Plan plan, Predicate<Command.Work> succeeds) {
        RunMachine machine = RunMachine.of("r1", plan);
        decide(machine, succeeds, Signals.begin(), Signals.take("e1"));
        go(machine, succeeds);
        return machine;
    }

    private void go(RunMachine machine, Predicate<Command.Work> succeeds) {
        Optional<Instant> next = Optional.of(now);
        while (machine.outcome().isEmpty() && (!signals.isEmpty() || next.isPresent())) {
            if (signals.isEmpty()) {
                now = next.filter(now::isBefore).orElse(now);
                decide(machine, succeeds);
            } else {
                decide(machine, succeeds, signals.remove());
            }
            next = machine.nextDeadline();
        }
    }

    private void decide(RunMachine machine, Predicate<Command.Work> succeeds, Signal... heard) {
        Decision decision = machine.decide(now, List.of(heard));
        events += decision.events().size();
        for (Command command : decision.commands()) {
            if (command instanceof Command.Work work) {
                signals.add(new Signal.Worked(
                        work.call(), succeeds.test(work) ? success(work) : AgentResult.failure("no luck")));
            } else if (command instanceof Command.Compensate) {
                signals.add(new Signal.Compensated(command.call(), ""));
            } else if (!(command instanceof Command.Cancel) && !(command instanceof Command.Abandon)) {
                signals.add(Signals.done(command.call()));
            }
        }
    }

    /** Whoever works after others gets all that they have said, so it is they who pay for what they say. */
    private static AgentResult success(Command.Work work) {
        boolean alone = work.assignment().phase().agentMode() == AgentMode.PARALLEL
                || work.assignment().phase().agents().size() == 1;
        return alone ? AgentResult.success("").with(work.assignment().agent(), 1) : AgentResult.success("");
    }

    private static Plan plan(Scenario scenario) {
        return Planner.plan(scenario, Policy.STANDARD).orElseThrow();
    }

    private static Scenario parallel(Scenario scenario) {
        return scenario.toBuilder()
                .phases(scenario.phases().stream()
                        .map(phase -> phase.toBuilder().parallel().build())
                        .toList())
                .build();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void manyPhases_oneAfterTheOther(Shape shape) {
        RunMachine machine = run(plan(shape.of(MANY)), work -> true);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
        assertThat(events).isGreaterThan(4L * MANY);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void manyPhases_together(Shape shape) {
        RunMachine machine = run(plan(parallel(shape.of(MANY))), work -> true);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
        assertThat(events).isGreaterThan(4L * MANY);
    }

    @Test
    void manyPhases_whereTheFirstFails_areSkipped() {
        RunMachine machine = run(plan(Shape.CHAIN.of(MANY)), work -> false);

        assertThat(machine.outcome()).contains(Fact.Outcome.FAILED);
        assertThat(machine.view().phases().get(MANY - 1).state()).isEqualTo(PhaseState.SKIPPED);
    }

    @Test
    void manyPhases_rolledBack() {
        Scenario chain = Shape.CHAIN.of(MANY);
        Scenario scenario = chain.toBuilder()
                .rollback(new Rollback(true, "automatic", Values.none()))
                .build();
        RunMachine machine =
                run(plan(scenario), work -> !work.assignment().phase().name().equals("p" + (MANY - 1)));

        assertThat(machine.outcome()).contains(Fact.Outcome.FAILED);
        assertThat(events).isGreaterThan(10L * MANY);
    }

    private static Plan manyAgents(AgentMode mode, Retry retry) {
        List<String> agents =
                IntStream.range(0, MANY).mapToObj(i -> "agent-" + i).toList();
        Phase.Builder phase = Phase.named("a")
                .auto()
                .agents(agents)
                .agentMode(mode)
                .retry(retry)
                .timeout(Duration.ofHours(1));
        return Given.plan(phase);
    }

    @Test
    void manyAgentsOfOnePhase_together() {
        RunMachine machine = run(manyAgents(AgentMode.PARALLEL, Retry.NONE), work -> true);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
        assertThat(machine.view().phases().get(0).outputs().map()).hasSize(MANY);
    }

    @Test
    void manyAgentsOfOnePhase_thatAllFailOnce() {
        RunMachine machine = run(
                manyAgents(AgentMode.PARALLEL, Retry.attempts(2).withBackoff(Duration.ofMinutes(1))),
                work -> work.assignment().attempt() == 2);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
    }

    @Test
    void manyAgentsOfOnePhase_ofWhichOneFails() {
        RunMachine machine = run(
                manyAgents(AgentMode.PARALLEL, Retry.NONE),
                work -> !work.assignment().agent().equals("agent-1"));

        assertThat(machine.outcome()).contains(Fact.Outcome.FAILED);
    }

    @Test
    void manyAgentsOfOnePhase_oneAfterTheOther() {
        RunMachine machine = run(manyAgents(AgentMode.SEQUENTIAL, Retry.NONE), work -> true);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
    }

    @Test
    void manyAgentsOfOnePhase_whoseOwnerDies() {
        Plan plan = manyAgents(AgentMode.PARALLEL, Retry.NONE);
        RunMachine machine = RunMachine.of("r1", plan);
        decide(machine, work -> true, Signals.begin(), Signals.take("e1"));
        while (signals.peek() instanceof Signal.Done) {
            decide(machine, work -> true, signals.remove());
        }
        signals.clear();

        decide(machine, work -> true, Signals.take("e2"));
        go(machine, work -> true);

        assertThat(machine.outcome()).contains(Fact.Outcome.COMPLETED);
    }

    @Test
    void manyPhasesAtWork_stoppedThreeTimes() {
        RunMachine machine = RunMachine.of("r1", plan(parallel(Shape.APART.of(MANY))));
        decide(machine, work -> true, Signals.begin(), Signals.take("e1"));
        decide(machine, work -> true, signals.remove());
        decide(machine, work -> true, Signals.act(Signals.stop()));
        decide(machine, work -> true, Signals.act(Signals.stop()));
        decide(machine, work -> true, Signals.act(Signals.stop()));

        assertThat(machine.outcome()).contains(Fact.Outcome.STOPPED);
    }
}
