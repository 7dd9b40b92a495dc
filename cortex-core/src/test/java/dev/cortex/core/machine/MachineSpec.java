package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the machine decides, in the form: given a plan and what has come in so far, when these signals come in at this
 * moment, then exactly these events and these commands follow.
 */
final class MachineSpec {
    private final Plan plan;
    private final RunMachine machine;
    private final List<RunEvent> journal = new ArrayList<>();
    private Instant now = Told.START;
    private Decision last = new Decision(List.of(), List.of());

    private MachineSpec(Plan plan) {
        this.plan = plan;
        this.machine = RunMachine.of("r1", plan);
    }

    static MachineSpec given(Plan plan) {
        return new MachineSpec(plan);
    }

    static MachineSpec given(Phase.Builder... phases) {
        return given(Given.plan(phases));
    }

    static MachineSpec given(Policy policy, Phase.Builder... phases) {
        return given(Given.plan(policy, phases));
    }

    /** The run has begun, and {@code e1} drives it. */
    MachineSpec begun() {
        return when(Signals.begin(), Signals.take("e1"));
    }

    /** Time passes, and nothing is decided. */
    MachineSpec after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Somebody else has recorded something, by a clock of their own. */
    MachineSpec recorded(Duration afterStart, Fact fact) {
        RunEvent event = new RunEvent("r1", machine.size() + 1, Told.START.plus(afterStart), fact);
        machine.apply(event);
        journal.add(event);
        return this;
    }

    MachineSpec when(Signal... signals) {
        last = machine.decide(now, List.of(signals));
        journal.addAll(last.events());
        return this;
    }

    MachineSpec when(OperatorAction action) {
        assertThat(machine.refusal(action)).as("refusal of " + action.verb()).isEmpty();
        return when(Signals.act(action));
    }

    /** What is recorded of the agents that ended in the last decision. */
    List<String> results() {
        return last.events().stream()
                .flatMap(event -> event.fact() instanceof Fact.WorkEnded ended
                        ? Stream.of(ended.result().summary())
                        : Stream.empty())
                .toList();
    }

    /** The events of the last decision, all of them. */
    MachineSpec then(String... facts) {
        assertThat(Told.of(last.events())).containsExactly(facts);
        return this;
    }

    /** The commands of the last decision, all of them. */
    MachineSpec orders(String... commands) {
        assertThat(Told.ofCommands(last.commands())).containsExactly(commands);
        return this;
    }

    MachineSpec nothingFollows() {
        return then().orders();
    }

    MachineSpec refuses(OperatorAction action, String... words) {
        assertThat(machine.refusal(action)).as("refusal of " + action.verb()).isPresent();
        assertThat(machine.refusal(action).orElseThrow()).contains(words);
        return this;
    }

    MachineSpec nextDeadline(Duration afterStart) {
        assertThat(machine.nextDeadline()).contains(Told.START.plus(afterStart));
        return this;
    }

    MachineSpec resting(boolean yes) {
        assertThat(machine.resting()).isEqualTo(yes);
        return this;
    }

    /** The same decision comes from a machine that knows nothing but the events. */
    MachineSpec rebuilt(Signal... signals) {
        RunMachine other = RunMachine.of("r1", plan);
        journal.forEach(other::apply);
        machine.owner().ifPresent(other::drivenBy);
        Decision expected = other.decide(now, List.of(signals));
        when(signals);
        assertThat(expected.events()).isEqualTo(last.events());
        return this;
    }

    <C extends Command> C order(Class<C> kind) {
        return last.commands().stream()
                .flatMap(command -> Optional.of(command).filter(kind::isInstance).map(kind::cast).stream())
                .findFirst()
                .orElseThrow();
    }

    RunMachine machine() {
        return machine;
    }
}
