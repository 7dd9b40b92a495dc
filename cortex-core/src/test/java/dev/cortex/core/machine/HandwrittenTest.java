package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.gate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody writes into the journal by hand is an act like any other once it is adopted, and nothing before. */
class HandwrittenTest {
    private static final String SUM = "0a1b2c3d";
    private static final Instant LATER = Told.START.plusSeconds(100_000);

    static Stream<Story> stories() {
        return Stories.all();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void judge_anyActBehindAnyEvent_isAsIfItWereDoneByACommand(Story story) {
        List<RunEvent> journal = story.play().journal();
        for (int size = 1; size <= journal.size(); size++) {
            for (OperatorAction action : actions(story.plan())) {
                RunMachine commanded = folded(story.plan(), journal.subList(0, size));
                RunMachine written = folded(story.plan(), journal.subList(0, size));
                written.apply(byHand(size + 1L, action));
                Optional<String> refusal = commanded.refusal(action);

                assertThat(written.hasUnjudged()).isTrue();
                List<RunEvent> events = written.judge(LATER);

                assertThat(written.hasUnjudged()).isFalse();
                if (refusal.isPresent()) {
                    assertThat(facts(events)).containsExactly(new Fact.Refused(size + 1L, SUM, refusal.get()));
                    assertThat(written.view().warnings())
                            .last()
                            .asString()
                            .contains("line " + (size + 1), refusal.get());
                } else {
                    List<RunEvent> acted = commanded.act(LATER, (Signal.Act) Signals.act(action));
                    assertThat(events.get(0).fact()).isEqualTo(new Fact.Adopted(size + 1L, SUM));
                    assertThat(facts(events).subList(1, events.size()))
                            .isEqualTo(facts(acted).subList(1, acted.size()));
                }
                assertThat(written.view().phases()).isEqualTo(commanded.view().phases());
                assertThat(written.outcome()).isEqualTo(commanded.outcome());
                assertThat(facts(taken(written))).isEqualTo(facts(taken(commanded)));
            }
        }
    }

    @Test
    void fold_whatIsNotJudged_changesNothingButAWarning() {
        World world = World.of(Given.plan(gate("a"), after("b", "a")))
                .begin()
                .settle()
                .decide(Signals.release());
        RunMachine machine = world.machine();
        var before = machine.view();

        machine.apply(byHand(machine.size() + 1, new OperatorAction.Start("a")));

        assertThat(machine.view().phases()).isEqualTo(before.phases());
        assertThat(machine.view().warnings()).singleElement().asString().contains("not judged yet");
    }

    @Test
    void decide_whatWasWrittenWhileTheRunIsDriven_isRefused() {
        World world = World.of(Given.plan(gate("a"), auto("b")), Replies.good().holds("work/b"))
                .begin()
                .settle();
        RunMachine machine = world.machine();
        long number = machine.size() + 1;
        machine.apply(byHand(number, new OperatorAction.Start("a")));

        Decision decision = machine.decide(LATER, List.of());

        assertThat(decision.events())
                .singleElement()
                .satisfies(event -> assertThat(event.fact()).isInstanceOfSatisfying(Fact.Refused.class, refused -> {
                    assertThat(refused.number()).isEqualTo(number);
                    assertThat(refused.reason()).contains("while the run was driven");
                }));
        assertThat(world.standing("a")).isEqualTo("waiting");
    }

    @Test
    void decide_whatWasWrittenBeforeTheRunWasTaken_isJudgedByWhoeverTookIt() {
        World world = World.of(Given.plan(gate("a"))).begin().settle().decide(Signals.release());
        RunMachine machine = world.machine();
        long number = machine.size() + 1;
        machine.apply(byHand(number, new OperatorAction.Start("a")));

        Decision decision = machine.decide(LATER, List.of(Signals.take("e2")));

        assertThat(Told.of(decision.events()))
                .startsWith("run taken by e2", "line " + number + " adopted", "a started");
    }

    @Test
    void judge_adoptionOfADefinition_isLeftToTheCommand() {
        Scenario scenario = Given.plan(gate("a")).scenario();
        RunMachine machine = folded(
                Given.plan(gate("a")), World.of(Given.plan(gate("a"))).begin().journal());
        machine.apply(byHand(machine.size() + 1, new OperatorAction.Adopt(scenario)));

        assertThat(machine.judge(LATER))
                .singleElement()
                .satisfies(event -> assertThat(event.fact())
                        .isInstanceOfSatisfying(
                                Fact.Refused.class,
                                refused -> assertThat(refused.reason()).contains("by a command")));
    }

    @Test
    void fold_aJudgementOfAnotherLine_changesNothing() {
        RunMachine machine = folded(
                Given.plan(gate("a")), World.of(Given.plan(gate("a"))).begin().journal());
        long number = machine.size() + 1;
        machine.apply(byHand(number, new OperatorAction.Skip("a")));
        machine.apply(new RunEvent("r1", number + 1, LATER, new Fact.Adopted(number, "ffffffff")));
        machine.apply(new RunEvent("r1", number + 2, LATER, new Fact.Adopted(number - 1, SUM)));

        assertThat(machine.hasUnjudged()).isTrue();
        assertThat(machine.view().phase("a").orElseThrow().ending()).isEmpty();
    }

    private static List<OperatorAction> actions(Plan plan) {
        List<OperatorAction> actions = new ArrayList<>(List.of(
                new OperatorAction.Stop(),
                new OperatorAction.Retry(Optional.empty()),
                new OperatorAction.Skip("no such phase")));
        plan.scenario().phases().forEach(phase -> {
            String name = phase.name();
            actions.addAll(List.of(
                    new OperatorAction.Start(name),
                    new OperatorAction.Reject(name),
                    new OperatorAction.Complete(name),
                    new OperatorAction.Skip(name),
                    new OperatorAction.Confirm(name, 1, true),
                    new OperatorAction.Confirm(name, 1, false),
                    new OperatorAction.Retry(Optional.of(name))));
        });
        return actions;
    }

    private static RunEvent byHand(long number, OperatorAction action) {
        Signal.Act act = (Signal.Act) Signals.act(action);
        return new RunEvent(
                "r1",
                number,
                Told.START,
                new Fact.Handwritten(
                        SUM, Optional.of(new Fact.Acted(act.actor(), act.reason(), action)), Optional.empty()));
    }

    private static RunMachine folded(Plan plan, List<RunEvent> history) {
        RunMachine machine = RunMachine.of("r1", plan);
        history.forEach(machine::apply);
        return machine;
    }

    /** What a new owner would do next, in a run that has one to take. */
    private static List<RunEvent> taken(RunMachine machine) {
        return machine.outcome().isPresent()
                ? List.of()
                : machine.decide(LATER, List.of(Signals.take("e2"))).events();
    }

    private static List<Fact> facts(List<RunEvent> events) {
        return events.stream().map(RunEvent::fact).toList();
    }

    @Test
    void judge_whatIsNoAct_isRefusedWithItsProblem() {
        RunMachine machine = folded(
                Given.plan(gate("a")), World.of(Given.plan(gate("a"))).begin().journal());
        long number = machine.size() + 1;
        machine.apply(nonsense(number, Optional.of("no verb")));
        machine.apply(nonsense(number + 1, Optional.empty()));

        assertThat(facts(machine.judge(LATER)))
                .containsExactly(
                        new Fact.Refused(number, SUM, "no verb"), new Fact.Refused(number + 1, SUM, "it is no act"));
        assertThat(machine.view().warnings())
                .containsExactly(
                        "line " + number + ", written by hand, does not count: no verb",
                        "line " + (number + 1) + ", written by hand, does not count: it is no act");
        assertThat(machine.hasUnjudged()).isFalse();
    }

    private static RunEvent nonsense(long number, Optional<String> problem) {
        return new RunEvent("r1", number, Told.START, new Fact.Handwritten(SUM, Optional.empty(), problem));
    }
}
