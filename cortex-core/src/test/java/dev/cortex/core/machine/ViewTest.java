package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.onFailure;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.deny;
import static dev.cortex.core.machine.Signals.release;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What people see of a run: how it stands, who works, and for each phase that is not done what keeps it. */
class ViewTest {
    private static final Policy STRICT = Policy.STANDARD.with(Verification.STRICT);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static World settled(Plan plan, Replies replies) {
        return World.of(plan, replies).begin().settle();
    }

    private static List<String> blockers(World world) {
        return blockers(world.machine().view());
    }

    private static List<String> blockers(RunView view) {
        return view.blockers().stream()
                .map(one -> one.phase() + ", " + word(one.kind()) + ": " + one.reason()
                        + one.root()
                                .map(root -> "; " + word(one.remedy()) + " " + root)
                                .orElse("; " + word(one.remedy())))
                .toList();
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    // ---- what blocks

    @Test
    void gate_blocksItself_andAllBehindIt() {
        World world = settled(Given.plan(gate("g"), after("b", "g"), after("c", "b")), Replies.good());

        assertThat(blockers(world))
                .containsExactly(
                        "g, gate: waits to be started; start g",
                        "b, predecessor: waits for g, which is waiting; start g",
                        "c, predecessor: waits for b, which is pending; start g");
    }

    @Test
    void laneAndPlaces_areHeldByThoseInProgress() {
        Plan plan = Given.plan(
                scenario -> scenario.maxParallel(2),
                auto("beside").parallel(),
                auto("holder"),
                auto("third").parallel());
        World world = settled(plan, Replies.good().holds("work"));

        assertThat(blockers(world))
                .containsExactly(
                        "beside, work: is being worked on; wait beside",
                        "holder, work: is being worked on; wait holder",
                        "third, max_parallel: 2 phases are in progress, as many as max_parallel allows; wait beside");

        assertThat(blockers(settled(
                        Given.plan(auto("beside").parallel(), auto("holder"), auto("next"), after("last", "next")),
                        Replies.good().holds("work"))))
                .endsWith(
                        "next, lane: another phase holds the lane; wait holder",
                        "last, predecessor: waits for next, which is pending; wait next");
    }

    @Test
    void serial_allHoldTheLane() {
        World world = settled(
                Given.plan(
                        Policy.STANDARD.with(Overlap.SERIAL),
                        auto("a").parallel(),
                        auto("b").parallel()),
                Replies.good().holds("work"));

        assertThat(blockers(world)).last().isEqualTo("b, lane: another phase holds the lane; wait a");
    }

    @Test
    void criteria_areJudged_orWaitForAPerson() {
        World world = settled(
                Given.plan(STRICT, auto("a").criteria("x"), after("b", "a")),
                Replies.good().verdicts("a", 1, Result.UNKNOWN).holds("judge"));
        assertThat(blockers(world))
                .containsExactly(
                        "a, work: its criteria are being judged; wait a",
                        "b, predecessor: waits for a, which is verifying; wait a");

        world.letGo("judge").settle();

        assertThat(blockers(world))
                .containsExactly(
                        "a, confirmation: criteria wait for a person; confirm a",
                        "b, predecessor: waits for a, which is verifying; confirm a");
    }

    @Test
    void aRepetition_isWaitedFor_inItsPlaceOrInTheQueue() {
        Retry later = Retry.attempts(2).withBackoff(MINUTE);
        World inPlace = settled(
                Given.plan(auto("a").criteria("x").retry(later), after("b", "a")),
                Replies.good().verdicts("a", 1, Result.UNMET));
        World queued = settled(
                        Given.plan(STRICT, auto("a").criteria("x").retry(later), after("b", "a")),
                        Replies.good().verdicts("a", 1, Result.UNKNOWN))
                .act(deny("a", 1));
        String at = Told.START.plus(MINUTE).toString();

        assertThat(blockers(inPlace))
                .containsExactly(
                        "a, backoff: is repeated at " + at + "; wait a",
                        "b, predecessor: waits for a, which is in_progress; wait a");
        assertThat(blockers(queued))
                .containsExactly(
                        "a, backoff: is repeated at " + at + "; wait a",
                        "b, predecessor: waits for a, which is pending; wait a");
    }

    @Test
    void whatHasFailed_canBeCompletedWhileTheRunGoesOn_andRetriedWhenItHasFailed() {
        Plan plan = Given.plan(auto("a"), after("b", "a"), onFailure("unused", "slow"), auto("slow"));
        World world = settled(plan, Replies.good().fails("a").holds("work/slow"));
        assertThat(blockers(world))
                .startsWith(
                        "a, failed: failed: agent: A: no luck; complete a",
                        "b, skipped: skipped: upstream failed (a); complete a");

        world.letGo("work/slow").run();

        assertThat(blockers(world))
                .containsExactly(
                        "a, failed: failed: agent: A: no luck; retry a",
                        "b, skipped: skipped: upstream failed (a); retry a");
    }

    @Test
    void whatWasSkippedByAnOperator_isCompletedByOne() {
        World world = settled(Given.plan(gate("a"), after("b", "a"), gate("open")), Replies.good())
                .act(skip("a"))
                .settle();

        assertThat(blockers(world))
                .startsWith(
                        "a, skipped: skipped: by an operator; complete a",
                        "b, skipped: skipped: upstream skipped (a); complete a");
    }

    @Test
    void whereTheOwnerIsGone_somebodyHasToResume_butPeopleMayBeAskedFirst() {
        Plan plan = Given.plan(auto("a"), after("b", "a"), auto("c"), gate("g"));
        World world = settled(plan, Replies.good().holds("work"));

        assertThat(blockers(world.machine().orphanedView()))
                .containsExactly(
                        "a, no_owner: nobody drives the run; resume",
                        "b, predecessor: waits for a, which is in_progress; resume a",
                        "c, no_owner: nobody drives the run; resume",
                        "g, gate: waits to be started; start g");
    }

    @Test
    void whatIsReadyBeforeItMayStart_isAboutToStart() {
        Plan plan = Given.plan(gate("a"), bare("b").auto());
        World world = settled(plan, Replies.good().deaf("work", "deactivate")).act(start("a"));
        world.take("e2");
        assertThat(world.told()).last().isEqualTo("b/B #1 interrupted");

        assertThat(blockers(world)).startsWith("a, lane: another phase holds the lane; wait b");
        assertThat(blockers(settled(
                                Given.plan(gate("a"), bare("b").auto().parallel()),
                                Replies.good().deaf("work", "deactivate"))
                        .act(stop())
                        .act(start("a"))))
                .startsWith("a, work: is about to start; wait a");
    }

    // ---- how it stands

    @Test
    void status_followsTheRun() {
        World world = World.of(Given.plan(auto("a"), gate("g")), Replies.good().holds("work/a", "deactivate"))
                .begin()
                .settle();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.machine().stopping()).isFalse();
        assertThat(world.machine().orphanedView().status()).isEqualTo(RunStatus.INTERRUPTED);

        world.act(stop());
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPING);
        assertThat(world.machine().stopping()).isTrue();

        world.letGo("deactivate").settle();
        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(world.machine().stopping()).isFalse();
        assertThat(world.machine().orphanedView().status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    void standing_namesTheOwner_andSaysWhenItIsGone() {
        World world = settled(Given.plan(auto("a")), Replies.good().holds("work"));

        assertThat(world.machine().view().standing().owner()).isPresent();
        assertThat(world.machine().view().standing().reason()).isEmpty();
        assertThat(world.machine().view().standing().startedBy().name()).isEqualTo("anna");
        assertThat(world.machine().view().standing().startedAt()).isEqualTo(Told.START);
        assertThat(world.machine().orphanedView().standing().owner()).isEmpty();
        assertThat(world.machine().orphanedView().standing().reason())
                .isEqualTo("process 1 on host, which drove the run, went away");
    }

    @Test
    void orphanedView_ofARunThatWasLetGo_waits_andKeepsItsReason() {
        World world = settled(Given.plan(gate("g")), Replies.good()).decide(release());

        assertThat(world.machine().orphanedView().status()).isEqualTo(RunStatus.WAITING);
        assertThat(world.machine().orphanedView().standing().reason()).isEmpty();
    }

    @Test
    void agentsAtWork_areSeen_withAttemptAndMoment() {
        World world = settled(
                Given.plan(bare("a")
                        .auto()
                        .agents("X", "Y")
                        .agentMode(AgentMode.PARALLEL)
                        .retry(Retry.attempts(2))),
                Replies.good().holds("work/a/1/1").work("a/X", false, true).holds("work/a/1/0/2"));

        assertThat(world.phase("a").working())
                .containsExactly(new AgentView("X", "a", 2, Told.START), new AgentView("Y", "a", 1, Told.START));
        assertThat(world.phase("a").round()).isEqualTo(1);
        assertThat(world.phase("a").since()).contains(Told.START);
    }

    @Test
    void criteria_areSeen_withVerdictAndMoment_andThoseThatWait() {
        World world = settled(
                Given.plan(STRICT, auto("a").criteria("one", "two", "three")),
                Replies.good().verdicts("a", 1, Result.UNKNOWN).verdicts("a", 3, Result.UNKNOWN));

        assertThat(world.phase("a").criteria())
                .extracting(
                        CriterionView::number,
                        one -> one.criterion().text(),
                        one -> one.verdict().orElseThrow().result(),
                        one -> one.at().orElseThrow(),
                        CriterionView::waiting)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "one", Result.UNKNOWN, Told.START, true),
                        org.assertj.core.groups.Tuple.tuple(2, "two", Result.MET, Told.START, false),
                        org.assertj.core.groups.Tuple.tuple(3, "three", Result.UNKNOWN, Told.START, true));
        assertThat(world.act(confirm("a", 1)).phase("a").criteria())
                .extracting(CriterionView::waiting)
                .containsExactly(false, false, true);
    }

    @Test
    void since_isWhenThePhaseCameIntoItsState_notWhenItBeganAnewInIt() {
        World world = settled(
                Given.plan(auto("a").criteria("x").retry(Retry.attempts(2).withBackoff(MINUTE))),
                Replies.good().verdicts("a", 1, Result.UNMET, Result.MET).holds("work/a/2"));
        assertThat(world.told()).last().isEqualTo("a repeated as round 2 at +60s");

        world.pass(MINUTE);

        assertThat(world.phase("a").round()).isEqualTo(2);
        assertThat(world.phase("a").since()).contains(Told.START);
    }

    // ---- whether it rests

    @Test
    void aRunRests_onlyIfNothingButAPersonMovesItOn() {
        World world = settled(
                Given.plan(
                        STRICT, auto("a").criteria("x").retry(Retry.attempts(2).withBackoff(MINUTE)), gate("g")),
                Replies.good().verdicts("a", 1, Result.UNKNOWN, Result.MET));
        assertThat(world.machine().resting()).isTrue();

        world.act(deny("a", 1));
        assertThat(world.machine().resting()).as("a is to be repeated").isFalse();
        world.decide(release());
        assertThat(world.standing("a")).isEqualTo("pending");
        assertThat(world.told()).last().isEqualTo("a repeated as round 2 at +60s");

        world.pass(MINUTE);
        assertThat(world.standing("a")).isEqualTo("completed");
        assertThat(world.machine().resting()).isTrue();
    }

    @Test
    void aRunWhoseFirstPhasesHaveNotStarted_doesNotRest() {
        Plan plan = Given.plan(auto("a"));
        World world = World.of(plan).begin();
        World cut =
                World.after(plan, Replies.good(), List.copyOf(world.journal().subList(0, 2)));

        assertThat(cut.told()).last().isEqualTo("run taken by e1");
        assertThat(cut.machine().resting()).isFalse();
        assertThat(cut.machine().view().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRunThatIsStoppedOrRecovered_doesNotRest_thoughOnlyPeopleAreWaitedFor() {
        Plan plan = Given.plan(STRICT, auto("a").criteria("x"));
        Replies replies = Replies.good().verdicts("a", 1, Result.UNKNOWN).deaf("deactivate");
        World stopped = settled(plan, replies);
        assertThat(stopped.machine().resting()).isTrue();

        stopped.act(stop());
        assertThat(stopped.machine().view().status()).isEqualTo(RunStatus.STOPPING);

        World taken = settled(plan, replies).take("e2");
        assertThat(taken.told()).last().isEqualTo("deactivating A");
        assertThat(taken.machine().view().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void aRunThatIsRolledBack_doesNotRest_thoughAGateIsOpen() {
        Plan plan = Given.plan(
                scenario -> scenario.timeout(MINUTE).rollback(new Rollback(true, "automatic", Values.none())),
                auto("a"),
                after("b", "a"),
                gate("g"));
        World world =
                World.of(plan, Replies.good().holds("work/b", "compensate")).run();

        assertThat(world.open()).containsExactly("compensate/a/1/1");
        assertThat(world.standing("g")).isEqualTo("waiting");
        assertThat(world.machine().resting()).isFalse();
        assertThat(world.act(complete("g")).machine().view().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void warnings_areTold() {
        World world = World.of(
                        Given.plan(Scenario.Builder::failFast, auto("a")),
                        Replies.good().breaks("deactivate"))
                .run();

        assertThat(world.machine().view().warnings()).containsExactly("deactivation of A: boom");
        assertThat(world.machine().view().blockers()).extracting(Blocker::kind).isEmpty();
    }

    @Test
    void ofSeveralPredecessors_theFirstThatHasNotEndedBlocks_unlessOneIsEnough() {
        Plan plan = Given.plan(
                auto("bad").parallel(),
                auto("slow").parallel(),
                auto("holder"),
                after("last", "bad", "slow"),
                onFailure("handler", "bad", "slow"));
        World world = settled(plan, Replies.good().fails("bad").holds("work/slow", "work/holder"));

        assertThat(blockers(world))
                .endsWith(
                        "last, predecessor: waits for slow, which is in_progress; wait slow",
                        "handler, lane: another phase holds the lane; wait holder");
    }

    @Test
    void aRunThatNobodyHasTaken_waits() {
        Plan plan = Given.plan(auto("a"));
        World begun = World.after(
                plan,
                Replies.good(),
                List.copyOf(World.of(plan).begin().journal().subList(0, 1)));

        assertThat(begun.machine().view().status()).isEqualTo(RunStatus.WAITING);
        assertThat(blockers(begun)).containsExactly("a, no_owner: nobody drives the run; resume");
    }
}
