package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.release;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.store.Owner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a machine makes of events that it has not decided itself: of another engine, or under another definition. */
class FoldTest {
    private static final Owner E2 = new Owner("e2", "host", 2, Told.START);

    private static RunMachine folded(Plan plan, List<RunEvent> history, Fact... more) {
        RunMachine machine = RunMachine.of("r1", plan);
        history.forEach(machine::apply);
        for (Fact fact : more) {
            machine.apply(new RunEvent("r1", machine.size() + 1, Told.START, fact));
        }
        return machine;
    }

    private static Fact acted(OperatorAction action) {
        return new Fact.Acted(new Actor("anna"), "", action);
    }

    private static List<String> taken(RunMachine machine) {
        return Told.of(machine.decide(Told.START, List.of(new Signal.Take(E2))).events());
    }

    @Test
    void anyHistory_isFoldedUnderAnyDefinition() {
        List<Story> stories = Stories.all().toList();
        for (int i = 0; i < stories.size(); i++) {
            List<RunEvent> history = stories.get(i).play().journal();
            for (int other : List.of(i + 1, i + 5, i + 17)) {
                Plan plan = stories.get(other % stories.size()).plan();
                RunMachine machine = folded(plan, history);

                assertThat(machine.view().standing().events()).isEqualTo(history.size());
                assertThat(machine.view().phases()).hasSameSizeAs(plan.phases());
            }
        }
    }

    @Test
    void anEventThatIsNotTheNext_isRefused() {
        RunMachine machine = folded(
                Given.plan(auto("a")), World.of(Given.plan(auto("a"))).begin().journal());
        long size = machine.size();

        assertThatThrownBy(() -> machine.apply(new RunEvent("r1", size, Told.START, new Fact.RunReleased())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("run r1 has " + size + " events; the next is not number " + size);
    }

    @Test
    void nothingFollows_unlessTheRunIsOwnedByWhomTheMachineDecidesFor() {
        Plan plan = Given.plan(auto("a"));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();
        List<Signal> stop = List.of(Signals.act(stop()));
        Owner e1 = world.machine().owner().orElseThrow();

        assertThat(Told.of(
                        folded(plan, world.journal()).decide(Told.START, stop).events()))
                .containsExactly("anna: stop");
        assertThat(Told.of(folded(plan, world.journal())
                        .drivenBy(E2)
                        .decide(Told.START, stop)
                        .events()))
                .containsExactly("anna: stop");
        assertThat(Told.of(folded(plan, world.journal())
                        .drivenBy(e1)
                        .decide(Told.START, stop)
                        .events()))
                .containsExactly("anna: stop", "asked to stop: work/a/1/0/1, stop, until +30s");
    }

    @Test
    void anotherOwner_isHeardOf_andNothingMoreIsDecided() {
        World world = World.of(Given.plan(auto("a")), Replies.good().holds("work"))
                .begin()
                .settle();
        RunMachine machine = world.machine();
        machine.apply(new RunEvent("r1", machine.size() + 1, Told.START, new Fact.RunTaken(E2)));

        Decision decision = machine.decide(Told.START, List.of(Signals.worked("work/a/1/0/1")));

        assertThat(decision).isEqualTo(new Decision(List.of(), List.of()));
        assertThat(machine.owner()).contains(E2);
    }

    @Test
    void factsAboutAnotherRoundOrAnotherPlace_changeNothing() {
        Plan plan = Given.plan(auto("a"));
        List<RunEvent> history =
                World.of(plan, Replies.good().holds("work")).begin().settle().journal();
        var before = folded(plan, history).view().phases();

        for (Fact.Attempt attempt : List.of(
                new Fact.Attempt("a", 2, 0, "A", 1),
                new Fact.Attempt("a", 1, 1, "A", 1),
                new Fact.Attempt("gone", 1, 0, "A", 1))) {
            RunMachine machine = folded(
                    plan,
                    history,
                    new Fact.WorkStarted(attempt, Optional.empty()),
                    new Fact.WorkEnded(
                            attempt, Fact.WorkOutcome.FAILED, false, AgentResult.failure("late"), Optional.empty()));

            assertThat(machine.view().phases()).isEqualTo(before);
        }
    }

    @Test
    void aCriterionThatTheDefinitionDoesNotHave_isNeitherJudgedNorConfirmed() {
        Plan plan = Given.plan(bare("a").auto().criteria("one"), gate("g"));
        List<RunEvent> history =
                World.of(plan, Replies.good().holds("judge")).begin().settle().journal();

        RunMachine machine = folded(
                plan,
                history,
                acted(confirm("a", 2)),
                acted(confirm("gone", 1)),
                new Fact.CriterionJudged("a", 2, Verdict.met("seen", "judge")));

        assertThat(machine.view().phase("a").orElseThrow().criteria().get(0).verdict())
                .isEmpty();
        assertThat(taken(machine)).containsExactly("run taken by e2", "deactivating A");
    }

    @Test
    void whatWasSkippedBecauseOfAPhaseThatIsGone_countsAsLast() {
        Plan plan = Given.plan(auto("p"), auto("bad"), after("c", "p", "bad"));
        List<RunEvent> history = World.of(plan).begin().journal().subList(0, 2);

        RunMachine machine = folded(
                plan,
                history,
                new Fact.PhaseEnded("p", new Ending.Skipped(Ending.SkipCause.UPSTREAM_FAILED, Optional.of("gone"))),
                new Fact.PhaseEnded("bad", new Ending.Failed(Ending.Cause.AGENT, "")));

        assertThat(taken(machine)).contains("c skipped: upstream failed (bad)");
    }

    // ---- with another definition

    private static RunMachine adopted(Plan next, World world) {
        return folded(next, world.journal(), acted(new OperatorAction.Adopt(next.scenario())));
    }

    private static World waiting() {
        return World.of(Given.plan(auto("a"), gate("g")), Replies.good())
                .begin()
                .settle();
    }

    @Test
    void adopted_anOpenGate_staysOpenWhereItStillIsOne() {
        RunMachine machine = adopted(Given.plan(auto("a"), gate("g")), waiting().decide(release()));

        assertThat(machine.view().phase("g").orElseThrow().state().text()).isEqualTo("waiting");
        assertThat(taken(machine)).containsExactly("run taken by e2");
    }

    @Test
    void adopted_anOpenGate_thatIsNoneAnyMore_startsByItself() {
        RunMachine machine = adopted(Given.plan(auto("a"), auto("g")), waiting().decide(release()));

        assertThat(machine.view().phase("g").orElseThrow().state().text()).isEqualTo("pending");
        assertThat(taken(machine)).containsExactly("run taken by e2", "g started", "activating G");
    }

    @Test
    void adopted_anOpenGate_thatOpensLater_isAskedAnewThen() {
        Plan next = Given.plan(auto("a"), bare("g").after("more").manual(), auto("more"));
        RunMachine machine = adopted(next, waiting().decide(release()));

        assertThat(machine.view().phase("g").orElseThrow().state().text()).isEqualTo("pending");
        assertThat(taken(machine)).containsExactly("run taken by e2", "more started", "activating MORE");
    }

    @Test
    void adopted_whoWasStartedAndHasNotBegun_hasToBeReady() {
        World started = waiting().decide(release()).act(start("g"));

        assertThat(taken(adopted(Given.plan(auto("a"), gate("g")), started)))
                .containsExactly("run taken by e2", "g started", "activating G");
        assertThat(taken(adopted(
                        Given.plan(
                                auto("a"), auto("more"), bare("g").after("more").manual()),
                        started)))
                .containsExactly("run taken by e2", "more started", "activating MORE");
    }

    @Test
    void adopted_whoHasBegun_goesOn_evenWhereItsConditionHoldsNoMore() {
        Plan plan = Given.plan(auto("bad"), Given.onFailure("handler", "bad"));
        World world = World.of(plan, Replies.good().fails("bad").holds("work/handler"))
                .begin()
                .settle()
                .act(complete("bad"))
                .act(stop())
                .settle();
        assertThat(world.standing("handler")).isEqualTo("pending");

        assertThat(taken(adopted(plan, world)))
                .containsExactly("run taken by e2", "handler started", "activating HANDLER");
    }

    @Test
    void adopted_whoIsToBeTriedAgain_isNotAskedForAnew() {
        World world = World.of(Given.plan(gate("g")), Replies.good().fails("g"))
                .run()
                .act(start("g"))
                .run()
                .act(retry());

        assertThat(taken(adopted(Given.plan(gate("g")), world)))
                .containsExactly("run taken by e2", "g started, round 2", "activating G");
    }

    @Test
    void whatIsLeft_andThePolicy_areKnownToWhoeverFolds() {
        Plan plan = Given.plan(auto("a"));
        World clean = World.of(plan).run();
        World broken = World.of(plan, Replies.good().breaks("deactivate")).run();

        assertThat(folded(plan, clean.journal()).leftOver()).isFalse();
        assertThat(folded(plan, broken.journal()).leftOver()).isTrue();
        assertThat(folded(plan, clean.journal()).policy()).isEqualTo(plan.policy());
        assertThat(folded(plan, clean.journal()).outcome()).contains(Fact.Outcome.COMPLETED);
    }

    @Test
    void aRebuiltMachine_ordersAnew_whatIsUnderWay() {
        Plan plan = Given.plan(
                scenario -> scenario.rollback(
                        new dev.cortex.api.scenario.Rollback(true, "automatic", dev.cortex.api.scenario.Values.none())),
                auto("done"),
                bare("a")
                        .after("done")
                        .agents("X", "Y")
                        .agentMode(dev.cortex.api.scenario.AgentMode.PARALLEL)
                        .criteria("one"));
        assertThat(orderedAnew(plan, Replies.good(), "activate/agent/X/1")).contains("activate/agent/X/1");
        assertThat(orderedAnew(plan, Replies.good(), "work/a/1/1/1"))
                .contains("work/a/1/1/1")
                .doesNotContain("work/a/1/0/1");
        assertThat(orderedAnew(plan, Replies.good(), "judge/a")).contains("judge/a/1/1/1");
        assertThat(orderedAnew(plan, Replies.good().fails("a"), "deactivate/agent/X/1/1"))
                .contains("deactivate/agent/X/1/1");
        assertThat(orderedAnew(plan, Replies.good().fails("a"), "compensate/done"))
                .contains("compensate/done/1/1");
    }

    /** What a machine orders that knows nothing but the events of a run in which a call is not answered. */
    private static List<String> orderedAnew(Plan plan, Replies replies, String call) {
        World world = World.of(plan, replies.holds(call)).begin().settle();
        assertThat(world.open()).anyMatch(open -> open.startsWith(call));
        RunMachine rebuilt =
                folded(plan, world.journal()).drivenBy(world.machine().owner().orElseThrow());
        return Told.ofCommands(rebuilt.decide(Told.START, List.of()).commands());
    }
}
