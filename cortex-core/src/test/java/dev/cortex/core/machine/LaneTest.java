package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Signals.act;
import static dev.cortex.core.machine.Signals.deny;
import static dev.cortex.core.machine.Signals.failed;
import static dev.cortex.core.machine.Signals.judged;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may be in progress beside whom. */
class LaneTest {
    private static final Policy STRICT = Policy.STANDARD.with(Verification.STRICT);

    private static List<String> busy(Plan plan, Replies replies) {
        return busy(World.of(plan, replies).begin().settle());
    }

    private static List<String> busy(World world) {
        return world.machine().view().phases().stream()
                .filter(phase -> phase.state() == PhaseState.IN_PROGRESS)
                .map(phase -> phase.name())
                .toList();
    }

    private static Phase.Builder[] four() {
        return new Phase.Builder[] {
            auto("a"), auto("b").parallel(), auto("c"), auto("d").parallel(),
        };
    }

    @Test
    void lane_hasOnePhase_andParallelOnesPass() {
        assertThat(busy(Given.plan(four()), Replies.good().holds("work"))).containsExactly("a", "b", "d");
    }

    @Test
    void dag_letsAllRun() {
        Plan plan = Given.plan(Policy.STANDARD.with(Overlap.DAG), four());

        assertThat(busy(plan, Replies.good().holds("work"))).containsExactly("a", "b", "c", "d");
    }

    @Test
    void serial_letsOneRun() {
        Plan plan = Given.plan(Policy.STANDARD.with(Overlap.SERIAL), four());

        assertThat(busy(plan, Replies.good().holds("work"))).containsExactly("a");
    }

    @Test
    void when_theLaneIsFreeAgain_then_theFirstDeclaredStarts() {
        Plan plan = Given.plan(auto("first"), auto("second"), after("third", "first"), auto("fourth"));
        World world = World.of(plan, Replies.good().holds("work/second", "work/third"))
                .begin()
                .settle();
        assertThat(busy(world)).containsExactly("second");

        world.letGo("work/second").settle();

        assertThat(busy(world)).containsExactly("third");
    }

    @Test
    void maxParallel_countsAllPhasesInProgress() {
        Plan plan = Given.plan(scenario -> scenario.maxParallel(2), four());
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();
        assertThat(busy(world)).containsExactly("a", "b");

        world.decide(worked("work/b/1/0/1"), worked("work/a/1/0/1")).settle();

        assertThat(busy(world)).containsExactly("c", "d");
    }

    @Test
    void maxParallel_countsPhasesBeingChecked() {
        Plan plan = Given.plan(
                scenario -> scenario.maxParallel(1),
                auto("a").parallel().criteria("x"),
                auto("b").parallel());
        World world = World.of(plan, Replies.good().holds("judge")).begin().settle();

        assertThat(world.standing("a")).isEqualTo("verifying");
        assertThat(world.standing("b")).isEqualTo("pending");
    }

    @Test
    void gate_holdsNothingWhileItWaits_andQueuesOnceStarted() {
        Plan plan = Given.plan(scenario -> scenario.maxParallel(1), gate("a"), auto("b"));
        World world = World.of(plan, Replies.good().holds("work/b")).begin().settle();
        assertThat(world.standing("a")).isEqualTo("waiting");
        assertThat(busy(world)).containsExactly("b");

        world.act(start("a"));
        assertThat(world.standing("a")).isEqualTo("pending");

        world.letGo("work/b").settle();
        assertThat(world.standing("a")).isEqualTo("completed");
    }

    @Test
    void whoWaitsForAPerson_holdsNeitherLaneNorPlaceNorAgents() {
        MachineSpec.given(Given.plan(
                        STRICT,
                        scenario -> scenario.maxParallel(1),
                        auto("a").criteria("x"),
                        bare("b").auto()))
                .begun()
                .when(Signals.done("activate/agent/A/1"))
                .when(worked("work/a/1/0/1"))
                .then("a/A #1 succeeded", "a verifying")
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .then("a criterion 1 unknown", "deactivating A", "b started", "activating B")
                .orders("deactivate/agent/A/1/1", "activate/agent/B/1");
    }

    @Test
    void when_aPersonSaysUnmetAndThePhaseIsRepeated_then_itQueuesForTheLane() {
        Plan plan = Given.plan(STRICT, auto("a").criteria("x").retry(Retry.attempts(2)), auto("b"));
        World world = World.of(
                        plan,
                        Replies.good()
                                .verdicts("a", 1, Result.UNKNOWN, Result.MET)
                                .holds("work/b"))
                .begin()
                .settle();
        assertThat(busy(world)).containsExactly("b");

        world.act(deny("a", 1)).settle();
        assertThat(world.standing("a")).isEqualTo("pending");
        assertThat(busy(world)).containsExactly("b");

        world.letGo("work/b").run();
        assertThat(world.standing("a")).isEqualTo("completed");
        assertThat(world.told()).contains("a started, round 2");
    }

    @Test
    void when_aPersonDecidesWhileTheAgentsStillLeave_then_theLaneIsNotTakenAgain() {
        Plan plan = Given.plan(STRICT, auto("a").criteria("x"), auto("b"));
        Replies replies =
                Replies.good().verdicts("a", 1, Result.UNKNOWN).holds("work/b").deaf("deactivate/agent/A");
        World world = World.of(plan, replies).begin().settle();
        assertThat(busy(world)).containsExactly("b");

        world.decide(act(Signals.confirm("a", 1)));
        assertThat(busy(world)).containsExactly("b");

        world.letGo("deactivate/agent/A").settle();
        assertThat(world.standing("a")).isEqualTo("completed");
    }

    @Test
    void backoff_keepsLaneAndPlace() {
        Plan plan = Given.plan(
                scenario -> scenario.maxParallel(1),
                auto("a").retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))),
                auto("b").parallel());
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();

        world.decide(failed("work/a/1/0/1"));

        assertThat(world.told()).last().isEqualTo("a/A #1 failed, again at +60s");
        assertThat(busy(world)).containsExactly("a");
        world.pass(Duration.ofMinutes(1));
        assertThat(world.open()).containsExactly("work/a/1/0/2");
    }

    @Test
    void backoff_isWhatBlocksThePhase_untilSomebodyWorksAgain() {
        Plan plan = Given.plan(auto("a").retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();
        assertThat(world.machine().view().blockers()).extracting(Blocker::kind).containsExactly(Blocker.Kind.WORK);

        world.decide(failed("work/a/1/0/1"));
        Blocker blocker = world.machine().view().blockers().get(0);
        assertThat(blocker.kind()).isEqualTo(Blocker.Kind.BACKOFF);
        assertThat(blocker.reason()).isEqualTo("A has failed and tries again at " + Told.START.plusSeconds(60));
        assertThat(blocker.root()).contains("a");
        assertThat(blocker.remedy()).isEqualTo(Blocker.Remedy.WAIT);

        world.pass(Duration.ofMinutes(1));
        assertThat(world.machine().view().blockers()).extracting(Blocker::kind).containsExactly(Blocker.Kind.WORK);
    }

    @Test
    void backoffBesideWork_isNotWhatBlocksThePhase() {
        Plan plan = Given.plan(auto("a")
                .agents("A", "B")
                .agentMode(AgentMode.PARALLEL)
                .retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();

        world.decide(failed("work/a/1/0/1"));

        assertThat(world.machine().view().blockers()).extracting(Blocker::kind).containsExactly(Blocker.Kind.WORK);
    }

    @Test
    void backoffOfAnAgent_whenAnotherOneHasFailedForGood_isNotWhatBlocksThePhase() {
        Plan plan = Given.plan(auto("a")
                .agents("A", "B")
                .agentMode(AgentMode.PARALLEL)
                .retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))));
        World world = World.of(plan, Replies.good().holds("work", "deactivate"))
                .begin()
                .settle();
        world.decide(failed("work/a/1/0/1"));
        world.pass(Duration.ofMinutes(1));
        world.decide(failed("work/a/1/1/1"));

        world.decide(failed("work/a/1/0/2"));

        assertThat(world.open()).anyMatch(call -> call.startsWith("deactivate"));
        assertThat(world.machine().view().blockers()).extracting(Blocker::kind).containsExactly(Blocker.Kind.WORK);
    }

    @Test
    void backoffOfAWholeRound_keepsLaneAndAgents() {
        Plan plan = Given.plan(
                auto("a").criteria("x").retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))), auto("b"));
        World world = World.of(plan, Replies.good().verdicts("a", 1, Result.UNMET, Result.MET))
                .begin()
                .settle();

        assertThat(world.told()).last().isEqualTo("a repeated as round 2 at +60s");
        assertThat(busy(world)).containsExactly("a");
        assertThat(world.told()).doesNotContain("deactivating A");

        assertThat(world.run().standing("b")).isEqualTo("completed");
    }

    @Test
    void two_ofThree_oneAfterTheOther_inDeclarationOrder_whoeverWasReadyFirst() {
        Plan plan = Given.plan(after("c", "b"), after("a", "b"), auto("b"), auto("d"));
        World world = World.of(plan).run();

        assertThat(world.told().stream().filter(said -> said.endsWith(" started")))
                .containsExactly("b started", "c started", "a started", "d started");
    }

    @Test
    void backoffOfTwo_theBlockerIsWhoTriesAgainFirst() {
        Plan plan = Given.plan(auto("a")
                .agents("A", "B")
                .agentMode(AgentMode.PARALLEL)
                .retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(1))));
        World world = World.of(plan, Replies.good().holds("work")).begin().settle();

        world.decide(failed("work/a/1/1/1"));
        world.pass(Duration.ofSeconds(10));
        world.decide(failed("work/a/1/0/1"));

        assertThat(world.machine().view().blockers().get(0).reason()).startsWith("B has failed and tries again");
    }

    @Test
    void when_aFailureIsCompleted_then_itsHandlerQueuesNoMore_andTheOthersStillDo() {
        for (boolean parallel : List.of(false, true)) {
            Plan plan = Given.plan(
                    scenario -> scenario.maxParallel(1),
                    auto("bad").parallel(parallel),
                    auto("holder").parallel(parallel),
                    Given.onFailure("handler", "bad").parallel(parallel),
                    auto("other").parallel(parallel));
            World world = World.of(plan, Replies.good().fails("bad").holds("work/holder"))
                    .begin()
                    .settle();
            assertThat(busy(world)).containsExactly("holder");

            world.act(Signals.complete("bad")).letGo("work/holder").run();

            assertThat(world.standing("handler")).isEqualTo("skipped: not needed");
            assertThat(world.standing("other")).isEqualTo("completed");
        }
    }

    @Test
    void declarationOrder_isThatOfStarting_withAndWithoutTheLane() {
        MachineSpec.given(auto("b").parallel(), auto("a"), auto("c").parallel())
                .begun()
                .then(
                        "run begun by anna",
                        "run taken by e1",
                        "b started",
                        "a started",
                        "c started",
                        "activating B",
                        "activating A",
                        "activating C");
    }
}
