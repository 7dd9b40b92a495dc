package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a run that has ended goes on: retry and complete; and with another definition. */
class RetryTest {
    private static World failedRun() {
        Plan plan = Given.plan(
                auto("first"),
                bare("bad").after("first").manual(),
                after("behind", "bad"),
                bare("gate").after("behind").manual(),
                onFailure("handler", "bad"),
                always("cleanup", "handler"),
                auto("apart"));
        World world = World.of(plan, Replies.good().work("bad", false, true))
                .run()
                .act(start("bad"))
                .run();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);
        return world;
    }

    @Test
    void retry_resetsWhatDependsOnIt_handlersToo_andKeepsTheRest() {
        World world = failedRun().act(retry());

        assertThat(world.told()).last().isEqualTo("reset bad, behind, gate, handler, cleanup; started bad");
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void retriedPhase_countsAsStarted_andGatesBehindItAreAskedAgain() {
        World world = failedRun().act(retry()).resume("e2").run();

        assertThat(world.standing("bad")).isEqualTo("completed");
        assertThat(world.standing("gate")).isEqualTo("waiting");
        assertThat(world.standing("handler")).isEqualTo("skipped: not needed");
        assertThat(world.standing("cleanup")).isEqualTo("completed");
        assertThat(world.told())
                .contains("bad started, round 2")
                .containsOnlyOnce("apart started", "first started", "behind started");
        assertThat(world.act(start("gate")).run().machine().view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void retry_fromACompletedPhase_runsItAgain() {
        World world = failedRun().act(retry("first")).resume("e2").run();

        assertThat(world.told()).contains("first started, round 2");
        assertThat(world.standing("bad")).as("a gate behind it").isEqualTo("waiting");
    }

    @Test
    void retry_ofASkippedPhase_isRefused_andNamesTheRoot() {
        assertThat(failedRun().machine().refusal(retry("behind")).orElseThrow()).contains("behind", "retry bad");
    }

    @Test
    void retry_isForFailedRunsAlone() {
        World completed = World.of(Given.plan(auto("a"))).run();
        World waiting = World.of(Given.plan(gate("a"))).run();

        assertThat(completed.machine().refusal(retry()).orElseThrow()).contains("completed");
        assertThat(waiting.machine().refusal(retry()).orElseThrow()).contains("goes on");
        assertThat(failedRun().machine().refusal(retry("nobody")).orElseThrow()).contains("nobody", "first, bad");
    }

    @Test
    void retry_afterARollback_isRefused() {
        Plan plan = Given.plan(
                scenario -> scenario.rollback(new Rollback(true, "automatic", Values.none())),
                auto("a"),
                after("b", "a"));
        World world = World.of(plan, Replies.good().fails("b")).run();

        assertThat(world.told()).contains("a compensated");
        assertThat(world.machine().refusal(retry()).orElseThrow()).contains("rolled back");
    }

    @Test
    void retry_afterFailFast_runsWhatWasSkippedForIt_andWhatDependsOnThat() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast,
                auto("bad"),
                auto("other"),
                after("behind", "other"),
                always("cleanup", "other"));
        World world = World.of(plan, Replies.good().work("bad", false, true)).run();
        assertThat(world.standing("other")).isEqualTo("skipped: fail fast (bad)");

        world.act(retry());
        assertThat(world.told()).last().isEqualTo("reset bad, other, behind, cleanup; started bad");

        world.resume("e2").run();
        assertThat(List.of("bad", "other", "behind", "cleanup"))
                .allSatisfy(name -> assertThat(world.standing(name)).isEqualTo("completed"));
    }

    @Test
    void retry_ofOneOfTwoFailures_underFailFast_runsThatOne() {
        Plan plan = Given.plan(
                Scenario.Builder::failFast, auto("a").parallel(), auto("b").parallel(), after("c", "b"));
        World world =
                World.of(plan, Replies.good().fails("a").work("b", false, true)).run();

        world.act(retry("b")).resume("e2").run();

        assertThat(world.standing("b")).isEqualTo("completed");
        assertThat(world.standing("c")).isEqualTo("skipped: fail fast (a)");
    }

    @Test
    void complete_ofAFailedPhase_makesPendingWhatWasSkippedBecauseOfIt_andStopsAnEndedRun() {
        World world = failedRun().act(complete("bad"));

        assertThat(world.told()).endsWith("anna: complete bad", "reset behind, gate", "bad completed: by an operator");
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);
        world.resume("e2").run();
        assertThat(world.standing("behind")).isEqualTo("completed");
        assertThat(world.standing("handler")).as("what has run stands").isEqualTo("completed");
        assertThat(world.told()).containsOnlyOnce("bad completed: by an operator", "reset behind, gate");
        assertThat(world.act(start("gate")).run().machine().view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void complete_leavesAloneWhatAnOperatorSkipped() {
        World world = World.of(
                        Given.plan(auto("a"), after("b", "a"), gate("out"), after("c", "a", "out")),
                        Replies.good().fails("a"))
                .run()
                .act(skip("out"))
                .run();
        assertThat(world.standing("c")).isEqualTo("skipped: upstream failed (a)");

        world.act(complete("a")).resume("e2").run();

        assertThat(world.standing("b")).isEqualTo("completed");
        assertThat(world.standing("out")).isEqualTo("skipped: by an operator");
        assertThat(world.standing("c")).isEqualTo("skipped: upstream skipped (out)");
    }

    @Test
    void complete_inARunWhoseTimeIsOver_givesItTimeAgain() {
        Plan plan = Given.plan(scenario -> scenario.timeout(java.time.Duration.ofMinutes(1)), auto("a"), auto("b"));
        World world = World.of(plan, Replies.good().deaf("work/a")).run();
        assertThat(world.standing("a")).isEqualTo("failed: timeout");
        assertThat(world.standing("b")).isEqualTo("pending");

        world.act(complete("a")).resume("e2").run();

        assertThat(world.standing("b")).isEqualTo("completed");
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void adopt_isAllowed_ifWhatHasStartedStays_andNobodyDrives() {
        Scenario kept = Given.plan(auto("first"), bare("bad").after("first").manual(), auto("new"))
                .scenario();
        Scenario changed = Given.plan(auto("first").parallel(), auto("bad")).scenario();
        World driven = World.of(
                        Given.plan(auto("first"), bare("bad").after("first").manual()))
                .run();
        OperatorAction adopt = new OperatorAction.Adopt(kept);
        assertThat(driven.machine().refusal(adopt).orElseThrow()).contains("drives");

        World world = driven.decide(Signals.release());

        assertThat(world.machine().refusal(adopt)).isEmpty();
        assertThat(world.machine().refusal(new OperatorAction.Adopt(changed)))
                .as("bad has not started")
                .isEmpty();
        world.act(start("bad")).resume("e2").run();
    }

    @Test
    void adopt_isRefused_ifAPhaseThatHasStartedChanges() {
        Plan plan = Given.plan(auto("first"), gate("open"));
        World world = World.of(plan).run().decide(Signals.release());
        Scenario others = Given.plan(auto("first").agents("Z"), gate("open")).scenario();
        Scenario gone = Given.plan(gate("open")).scenario();

        assertThat(world.machine().refusal(new OperatorAction.Adopt(others)).orElseThrow())
                .contains("first");
        assertThat(world.machine().refusal(new OperatorAction.Adopt(gone)).orElseThrow())
                .contains("first");
    }

    @Test
    void historyUnderAnotherDefinition_isFolded_andTheRestRuns() {
        World world = World.of(Given.plan(auto("first"), gate("open"), gate("gone")))
                .run()
                .decide(Signals.release());
        Plan next = Given.plan(auto("first"), after("more", "first"));

        RunMachine machine = RunMachine.of("r1", next);
        world.journal().forEach(machine::apply);
        Decision decision = machine.decide(Told.START, List.of(Signals.take("e2")));

        assertThat(Told.of(decision.events())).containsExactly("run taken by e2", "more started", "activating MORE");
    }

    @Test
    void actsOnARunWhoseTimeIsOver_leaveItFailed_unlessTheyLetItGoOn() {
        Plan plan = Given.plan(scenario -> scenario.timeout(java.time.Duration.ofMinutes(1)), auto("a"), gate("g"));
        World world = World.of(plan, Replies.good().deaf("work/a")).run();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);

        world.act(skip("g"));
        assertThat(world.standing("g")).isEqualTo("skipped: by an operator");
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.FAILED);

        world.act(complete("a"));
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(world.machine().view().standing().reason()).isEqualTo("complete by anna");
    }

    @Test
    void complete_ofAFailureBehindWhichNothingWasSkipped_resetsNothing() {
        World world = World.of(Given.plan(auto("a")), Replies.good().fails("a")).run();
        int before = world.told().size();

        world.act(complete("a"));

        assertThat(world.told().subList(before, world.told().size()))
                .containsExactly("anna: complete a", "a completed: by an operator");
    }

    @Test
    void complete_makesPendingWhatFailedFast_andLeavesAloneWhatAnOperatorSkippedBehindIt() {
        World fast = World.of(
                        Given.plan(Scenario.Builder::failFast, auto("a"), auto("b")),
                        Replies.good().fails("a"))
                .run()
                .act(complete("a"));
        assertThat(fast.told()).endsWith("anna: complete a", "reset b", "a completed: by an operator");

        World skipped = World.of(
                        Given.plan(auto("a"), after("b", "a"), after("c", "b"), after("d", "a")),
                        Replies.good().holds("work/a"))
                .begin()
                .settle()
                .act(skip("b"))
                .decide(Signals.failed("work/a/1/0/1"))
                .run()
                .act(complete("a"));
        assertThat(skipped.told()).endsWith("anna: complete a", "reset d", "a completed: by an operator");
    }

    @Test
    void retry_ofOnePhase_resetsThatOne_andWhatDependsOnIt() {
        World world = failedRun().act(retry("first"));

        assertThat(world.told()).last().isEqualTo("reset first, bad, behind, gate, handler, cleanup; started first");
    }

    @Test
    void retry_ofTwoFailuresOfWhichOneDependsOnTheOther_startsTheFirst() {
        World world = World.of(
                        Given.plan(auto("a"), always("z", "a")), Replies.good().fails("a", "z"))
                .run()
                .act(retry());

        assertThat(world.told()).last().isEqualTo("reset a, z; started a");
    }

    @Test
    void actsOnARunThatNobodyDrives_endAPhaseAtOnce() {
        World world = World.of(Given.plan(gate("g"), gate("h"), after("b", "g")))
                .run()
                .decide(Signals.release())
                .act(skip("g"));
        assertThat(world.told()).endsWith("anna: skip g", "g skipped: by an operator");

        world.act(complete("b"));
        assertThat(world.told()).endsWith("anna: complete b", "b completed: by an operator");
    }

    @Test
    void actsFromOutside_onAPhaseAtWork_areLeftToItsOwner() {
        World world = World.of(
                        Given.plan(auto("a"), bare("g").manual().agents("A")),
                        Replies.good().holds("work"))
                .begin()
                .settle();
        RunMachine outside = RunMachine.of("r1", world.machine().view().plan());
        world.journal().forEach(outside::apply);

        assertThat(Told.of(outside.act(Told.START, (Signal.Act) Signals.act(skip("a")))))
                .containsExactly("anna: skip a");
        assertThat(Told.of(outside.act(Told.START, (Signal.Act) Signals.act(skip("g")))))
                .as("its agent is active")
                .containsExactly("anna: skip g");
        assertThat(outside.view().phase("g").orElseThrow().ending()).isEmpty();
        assertThat(outside.refusal(Signals.reject("g"))).as("decided already").isPresent();
    }

    @Test
    void retry_takesOutOfTheQueue_whoDependsOnWhatRunsAgain() {
        Plan plan = Given.plan(
                scenario -> scenario.timeout(java.time.Duration.ofMinutes(1)),
                auto("first").parallel(),
                auto("holder"),
                after("queued", "first"));
        World world = World.of(plan, Replies.good().holds("work/holder")).run();
        assertThat(world.told()).contains("run timed out").doesNotContain("queued started");

        world.act(retry("first")).resume("e2").run();

        assertThat(world.told()).containsSubsequence("first started, round 2", "first completed", "queued started");
    }
}
