package dev.cortex.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that the machine knows is without a test: every kind of fact, signal, command and act, every way of a phase. */
class MachineCoverageTest {
    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Set.of(sealed.getPermittedSubclasses());
    }

    @Test
    void folding_knowsEveryKindOfFact() {
        RunState run = new RunState("r1", Given.plan(Given.auto("a")));

        assertThat(Folding.kinds(run)).containsExactlyInAnyOrderElementsOf(factKinds());
    }

    private static List<Class<? extends Fact>> factKinds() {
        return Arrays.stream(Fact.class.getPermittedSubclasses())
                .<Class<? extends Fact>>map(kind -> kind.asSubclass(Fact.class))
                .toList();
    }

    /** {@link HandwrittenTest} has those about lines that somebody wrote by hand. */
    @Test
    void stories_haveEveryKindOfFactThatTheMachineDecides() {
        Set<Class<?>> told = Stories.all()
                .flatMap(story -> story.play().journal().stream())
                .map(event -> event.fact().getClass())
                .collect(Collectors.toSet());
        told.addAll(Set.of(Fact.Handwritten.class, Fact.Adopted.class, Fact.Refused.class));

        assertThat(told).containsExactlyInAnyOrderElementsOf(permitted(Fact.class));
    }

    @Test
    void stories_haveEverySignalAndEveryCommand() {
        Set<Class<?>> heard =
                Stories.all().flatMap(story -> story.play().seen().stream()).collect(Collectors.toSet());

        assertThat(heard).containsAll(permitted(Signal.class)).containsAll(permitted(Command.class));
    }

    @Test
    void stories_haveEveryAct_adoptionApart() {
        Set<Class<?>> acts = Stories.all()
                .flatMap(story -> story.play().journal().stream())
                .filter(event -> event.fact() instanceof Fact.Acted)
                .map(event -> ((Fact.Acted) event.fact()).action().getClass())
                .collect(Collectors.toSet());
        acts.add(OperatorAction.Adopt.class);

        assertThat(acts).containsExactlyInAnyOrderElementsOf(permitted(OperatorAction.class));
    }

    @Test
    void stories_goEveryWayThatAPhaseCanGo_andNoOther() {
        Set<String> ways = new TreeSet<>();
        Stories.all().forEach(story -> ways.addAll(ways(story)));

        assertThat(ways)
                .containsExactlyInAnyOrder(
                        "pending -> waiting",
                        "pending -> in_progress",
                        "pending -> completed",
                        "pending -> skipped",
                        "waiting -> pending",
                        "waiting -> completed",
                        "waiting -> failed",
                        "waiting -> skipped",
                        "in_progress -> pending",
                        "in_progress -> verifying",
                        "in_progress -> completed",
                        "in_progress -> failed",
                        "in_progress -> skipped",
                        "verifying -> pending",
                        "verifying -> in_progress",
                        "verifying -> completed",
                        "verifying -> failed",
                        "verifying -> skipped",
                        "failed -> pending",
                        "failed -> completed",
                        "skipped -> pending",
                        "skipped -> completed",
                        "completed -> pending");
    }

    private static Set<String> ways(Story story) {
        Set<String> ways = new TreeSet<>();
        RunMachine machine = RunMachine.of("r1", story.plan());
        Map<String, PhaseState> states = new HashMap<>();
        for (RunEvent event : story.play().journal()) {
            machine.apply(event);
            machine.view().phases().forEach(phase -> {
                PhaseState before = states.put(phase.name(), phase.state());
                if (before != null && before != phase.state()) {
                    ways.add(before.text() + " -> " + phase.state().text());
                }
            });
        }
        return ways;
    }
}
