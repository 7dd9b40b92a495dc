package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Given.plan;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.reject;
import static dev.cortex.core.machine.Signals.release;
import static dev.cortex.core.machine.Signals.retry;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people read whose act is not allowed: why not, and what would be. */
class RefusalTest {
    private static String why(World world, OperatorAction action) {
        return world.machine().refusal(action).orElseThrow();
    }

    private static World settled(Replies replies, Phase.Builder... phases) {
        return World.of(plan(phases), replies).begin().settle();
    }

    @Test
    void whatHasEnded_isNotStartedOrSkipped() {
        World world =
                settled(Replies.good().fails("bad"), auto("done"), auto("bad"), after("behind", "bad"), gate("g"));

        assertThat(why(world, start("done"))).isEqualTo("phase done is completed");
        assertThat(why(world, start("bad"))).isEqualTo("phase bad has failed; retry runs it again");
        assertThat(why(world, start("behind")))
                .isEqualTo("phase behind was skipped: upstream failed (bad); complete goes on without it");
        assertThat(why(world, skip("done"))).isEqualTo("phase done has ended: completed");
        assertThat(why(world, skip("bad")))
                .isEqualTo("phase bad has ended: failed: agent; complete goes on without its work");
        assertThat(why(world, skip("behind"))).isEqualTo("phase behind has ended: skipped: upstream failed (bad)");
        assertThat(why(world, complete("done"))).isEqualTo("phase done is completed already");
        assertThat(why(world, reject("done"))).isEqualTo("phase done does not wait for a person: it is completed");
        assertThat(why(world, confirm("done", 1)))
                .isEqualTo("the criteria of phase done are not being judged: it is completed");
    }

    @Test
    void whatIsNoGateOrWasStarted_isNotStarted() {
        World world = settled(
                Replies.good().holds("work/slow"),
                auto("slow"),
                after("next", "slow"),
                bare("g").after("slow").manual());

        assertThat(why(world, start("next"))).isEqualTo("phase next is no gate: it starts by itself, [after:slow]");
        assertThat(why(world, start("slow"))).isEqualTo("phase slow was already started");
        assertThat(why(world, reject("next"))).isEqualTo("phase next does not wait for a person: it is pending");
        world.act(start("g"));
        assertThat(why(world, start("g"))).isEqualTo("phase g was already started by anna");
    }

    @Test
    void whatIsToBeTriedAgain_isStartedAlready() {
        World world = settled(Replies.good().fails("g"), gate("g"))
                .act(start("g"))
                .run()
                .act(retry());

        assertThat(world.standing("g")).isEqualTo("pending");
        assertThat(why(world, start("g"))).isEqualTo("phase g was already started");
    }

    @Test
    void criteria_areConfirmedWhileTheyAreJudged_byTheirNumbers() {
        World world = settled(
                Replies.good().holds("judge/a/1/1/2").deaf("deactivate"),
                auto("a").criteria("one", "two"));

        assertThat(why(world, confirm("a", 0))).isEqualTo("phase a has no criterion 0; they are numbered 1 to 2");
        assertThat(why(world, confirm("a", 3))).isEqualTo("phase a has no criterion 3; they are numbered 1 to 2");
        assertThat(world.machine().refusal(confirm("a", 1))).isEmpty();
        assertThat(world.machine().refusal(confirm("a", 2))).isEmpty();

        world.letGo("judge/a/1/1/2").settle();
        assertThat(world.told()).contains("a closing, completed").last().isEqualTo("deactivating A");
        assertThat(why(world, confirm("a", 1)))
                .isEqualTo("the criteria of phase a are not being judged: it is verifying");
    }

    @Test
    void aPhaseThatDoesNotExist_isAnsweredWithThoseThatDo_twentyAtMost() {
        Phase.Builder[] twenty =
                IntStream.range(0, 20).mapToObj(i -> gate("p" + i)).toArray(Phase.Builder[]::new);
        Phase.Builder[] more =
                IntStream.range(0, 21).mapToObj(i -> gate("p" + i)).toArray(Phase.Builder[]::new);

        assertThat(why(settled(Replies.good(), twenty), start("x")))
                .startsWith("there is no phase x in story; its phases are p0, p1, ")
                .endsWith(", p19");
        assertThat(why(settled(Replies.good(), more), start("x"))).endsWith(", p19, …");
    }

    @Test
    void aRunThatNeverBegan_orHasEnded_isNotStopped() {
        RunMachine nothing = RunMachine.of("r1", plan(auto("a")));
        World completed = settled(Replies.good(), auto("a"));
        World failed = settled(Replies.good().fails("a"), auto("a"));
        World stopped = settled(Replies.good(), gate("a")).act(stop());

        assertThat(nothing.refusal(stop())).contains("the run r1 never began");
        assertThat(why(completed, stop())).isEqualTo("the run has ended: it completed");
        assertThat(why(failed, stop())).isEqualTo("the run has ended: it failed");
        assertThat(why(stopped, stop())).isEqualTo("the run is stopped already; resume goes on with it");
    }

    @Test
    void retry_isRefusedInWords_accordingToTheRun() {
        World running = settled(Replies.good(), gate("a"));
        World completed = settled(Replies.good(), auto("a"));
        World stopped = settled(Replies.good(), gate("a")).act(stop());
        World failed = settled(Replies.good().fails("a"), auto("a"), after("b", "a"));

        String only = "only a failed run can be retried; this one ";
        assertThat(why(running, retry())).isEqualTo(only + "goes on");
        assertThat(why(completed, retry())).isEqualTo(only + "completed");
        assertThat(why(stopped, retry())).isEqualTo(only + "is stopped: resume goes on with it");
        assertThat(why(failed, retry("b")))
                .isEqualTo("phase b was skipped and never ran; retry a, with which it began");
        assertThat(why(failed, retry("x"))).isEqualTo("there is no phase x in story; its phases are a, b");
    }

    @Test
    void retry_ofWhatAnOperatorSkipped_namesNoOtherPhase() {
        World world = World.of(plan(gate("out"), auto("a")), Replies.good().fails("a"))
                .run()
                .act(skip("out"))
                .run();

        assertThat(why(world, retry("out"))).isEqualTo("phase out was skipped and never ran");
    }

    @Test
    void retry_ofARunWhoseTimeWasOver_wantsAPhaseThatHasEnded() {
        World world = World.of(
                        plan(
                                scenario -> scenario.timeout(Duration.ofMinutes(1)),
                                auto("done"),
                                after("judged", "done").criteria("x"),
                                gate("g")),
                        Replies.good().holds("judge"))
                .run();
        assertThat(world.told()).contains("run timed out");
        assertThat(why(world, retry("g"))).isEqualTo("phase g has not ended");

        world.act(complete("judged"));
        assertThat(why(world, retry()))
                .isEqualTo("only a failed run can be retried; this one is stopped: resume goes on with it");
    }

    @Test
    void retry_whereNoPhaseHasFailed_wantsAName() {
        World world = World.of(
                        plan(scenario -> scenario.timeout(Duration.ofMinutes(1)), auto("a"), gate("g")),
                        Replies.good().deaf("work/a"))
                .begin()
                .settle()
                .act(complete("a"))
                .pass(Duration.ofMinutes(1))
                .run();

        assertThat(world.told()).contains("run timed out");
        assertThat(why(world, retry()))
                .isEqualTo("no phase of the run has failed: its time was over; retry a phase by its name");
        assertThat(world.machine().refusal(retry("a"))).isEmpty();
    }

    @Test
    void adopt_isRefusedWhileSomebodyDrives_andAllowedWhenTheyAreGone() {
        World world = settled(Replies.good(), auto("a"), gate("g"));
        OperatorAction same =
                new OperatorAction.Adopt(world.machine().view().plan().scenario());

        assertThat(why(world, same))
                .isEqualTo("somebody drives the run; stop it before it goes on with another definition");
        assertThat(world.machine().ownerGone().refusal(same)).isEmpty();
        OperatorAction other =
                new OperatorAction.Adopt(plan(auto("a").agents("Z")).scenario());
        assertThat(why(world, other))
                .isEqualTo("phase a has started, and the new definition does not keep its name, condition and agents");
        OperatorAction renamed = new OperatorAction.Adopt(
                plan(Phase.named("b").auto().agents("A")).scenario());
        assertThat(world.machine().refusal(renamed)).isPresent();
        OperatorAction gated = new OperatorAction.Adopt(
                plan(Phase.named("a").manual().agents("A")).scenario());
        assertThat(world.machine().refusal(gated)).isPresent();
    }

    @Test
    void aRollbacksGate_isStartedByThePhaseThatIsToBeUndone_andNoOther() {
        World world = World.of(
                        plan(
                                scenario -> scenario.rollback(new Rollback(true, "phased", Values.none())),
                                auto("a"),
                                after("b", "a"),
                                after("c", "b")),
                        Replies.good().fails("c").holds("compensate"))
                .run();

        assertThat(world.told()).last().isEqualTo("b compensation waits");
        assertThat(why(world, start("a"))).isEqualTo("phase a is completed");
        world.act(start("b"));
        assertThat(world.told()).endsWith("anna: start b", "b compensation started");
        assertThat(why(world, start("b"))).isEqualTo("phase b is completed");
    }

    @Test
    void anActThatIsRefused_isNotRecorded() {
        World world = settled(Replies.good(), gate("g")).decide(release());
        long size = world.machine().size();

        assertThatThrownBy(() -> world.machine().act(Told.START, (Signal.Act) Signals.act(start("x"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("there is no phase x");
        assertThat(world.machine().size()).isEqualTo(size);
    }

    @Test
    void whoWasRefusedAtAGate_isNamedWithTheReason() {
        World world = settled(Replies.good(), gate("g"), gate("h"));
        world.decide(new Signal.Act(new dev.cortex.api.event.Actor("bob"), "too early", reject("g")));
        world.act(reject("h"));

        assertThat(world.phase("g").ending())
                .contains(new dev.cortex.api.event.Ending.Failed(
                        dev.cortex.api.event.Ending.Cause.REJECTED, "rejected by bob: too early"));
        assertThat(world.phase("h").ending())
                .contains(new dev.cortex.api.event.Ending.Failed(
                        dev.cortex.api.event.Ending.Cause.REJECTED, "rejected by anna"));
    }

    @Test
    void unconfirmedCriteria_canBeRejected() {
        World world = World.of(
                        plan(
                                dev.cortex.api.plan.Policy.STANDARD.with(dev.cortex.api.plan.Verification.STRICT),
                                auto("a").criteria("x")),
                        Replies.good().verdicts("a", 1, Result.UNKNOWN))
                .run();

        assertThat(world.machine().refusal(reject("a"))).isEmpty();
        assertThat(world.machine().refusal(start("a"))).contains("phase a was already started");
    }
}
