package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.always;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.gate;
import static dev.cortex.core.machine.Signals.act;
import static dev.cortex.core.machine.Signals.done;
import static dev.cortex.core.machine.Signals.failed;
import static dev.cortex.core.machine.Signals.judged;
import static dev.cortex.core.machine.Signals.stop;
import static dev.cortex.core.machine.Signals.take;
import static dev.cortex.core.machine.Signals.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a stop sets in motion, and how a stopped run goes on. */
class StopTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static MachineSpec atWork() {
        return MachineSpec.given(auto("a"), after("b", "a"), always("z", "a"))
                .begun()
                .when(done("activate/agent/A/1"))
                .then("A active", "a/A #1 works")
                .orders("work/a/1/0/1");
    }

    private static MachineSpec stopping() {
        return atWork().when(stop())
                .then("anna: stop", "asked to stop: work/a/1/0/1, stop, until +30s")
                .orders("cancel work/a/1/0/1");
    }

    @Test
    void agents_areAskedToStop_thenAllIsDeactivated_thenTheRunIsStopped() {
        stopping()
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 interrupted", "a interrupted", "deactivating A")
                .orders("deactivate/agent/A/1/1")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "run stopped")
                .orders();
    }

    @Test
    void anAgentThatSucceedsMeanwhile_isDone_andNothingFollows() {
        stopping()
                .when(worked("work/a/1/0/1"))
                .then("a/A #1 succeeded", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "run stopped")
                .when(take("e2"))
                .then("run taken by e2", "a started", "a completed", "b started", "activating B");
    }

    @Test
    void anAgentThatDoesNotStop_isAbandoned_andDeactivationStillHasItsTime() {
        stopping()
                .nextDeadline(GRACE)
                .after(GRACE)
                .when()
                .then("a/A #1 interrupted, abandoned", "a interrupted", "deactivating A")
                .orders("abandon work/a/1/0/1", "deactivate/agent/A/1/1")
                .when(worked("work/a/1/0/1"))
                .nothingFollows()
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "run stopped");
    }

    @Test
    void aSecondStop_waitsForNoAgent_butForItsDeactivation() {
        stopping()
                .when(stop())
                .then("anna: stop", "a/A #1 interrupted, abandoned", "a interrupted", "deactivating A")
                .orders("abandon work/a/1/0/1", "deactivate/agent/A/1/1")
                .nextDeadline(GRACE)
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "run stopped");
    }

    @Test
    void aThirdStop_waitsForNobody() {
        stopping()
                .when(stop())
                .then("anna: stop", "a/A #1 interrupted, abandoned", "a interrupted", "deactivating A")
                .when(stop())
                .then("anna: stop", "A inactive: did not answer in time", "run stopped")
                .orders("abandon deactivate/agent/A/1/1");
    }

    @Test
    void anInterruptedAgent_getsTheNextAttempt_andTheSameKey() {
        Command.Work first = atWork().order(Command.Work.class);
        MachineSpec resumed = stopping()
                .when(failed("work/a/1/0/1"), done("deactivate/agent/A/1/1"))
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                .when(done("activate/agent/A/2"))
                .then("A active", "a/A #2 works");
        Command.Work second = resumed.order(Command.Work.class);

        assertThat(second.assignment().attempt()).isEqualTo(2);
        assertThat(second.assignment().idempotencyKey())
                .isEqualTo(first.assignment().idempotencyKey());
    }

    @Test
    void aStopInABackoff_losesTheTimerAlone() {
        MachineSpec.given(auto("a").retry(Retry.attempts(2).withBackoff(Duration.ofMinutes(5))))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 failed, again at +300s")
                .when(stop())
                .then("anna: stop", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                .when(done("activate/agent/A/2"))
                .then("A active", "a/A #2 works")
                .when(failed("work/a/1/0/2"))
                .then("a/A #2 failed", "a closing, failed: agent", "deactivating A");
    }

    @Test
    void verdictsStand_andOnlyTheRestIsAskedAgain() {
        MachineSpec.given(auto("a").criteria("one", "two", "three"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(worked("work/a/1/0/1"))
                .when(judged("judge/a/1/1/1", Result.MET))
                .when(stop())
                .then("anna: stop", "asked to stop: judge/a/1/1/2, stop, until +30s")
                .orders("cancel judge/a/1/1/2")
                .when(judged("judge/a/1/1/2", Result.MET))
                .then("a criterion 2 met", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                // As when its agent worked: what a judge starts is ended with it.
                .then("run taken by e2", "a started", "activating A")
                .when(done("activate/agent/A/2"))
                .then("A active", "a verifying")
                .orders("judge/a/1/2/3")
                .when(judged("judge/a/1/1/3", Result.UNMET))
                .nothingFollows();
    }

    @Test
    void whereAllVerdictsAreThere_nothingIsActivatedAgain() {
        MachineSpec.given(auto("a").criteria("one"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(worked("work/a/1/0/1"))
                .when(stop())
                .then("anna: stop", "asked to stop: judge/a/1/1/1, stop, until +30s")
                .when(judged("judge/a/1/1/1", Result.MET))
                .then("a criterion 1 met", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                .then("run taken by e2", "a started", "a verifying", "a completed", "run completed");
    }

    @Test
    void aStop_isNoEnding_andGatesStayOpen() {
        World world = World.of(
                        Given.plan(auto("a"), gate("g"), always("z", "a")),
                        Replies.good().holds("work/a"))
                .begin()
                .settle()
                .act(stop())
                .settle();

        assertThat(world.machine().view().status()).isEqualTo(RunStatus.STOPPED);
        assertThat(List.of(world.standing("a"), world.standing("g"), world.standing("z")))
                .containsExactly("pending", "waiting", "pending");
        assertThat(world.machine().refusal(stop()).orElseThrow()).contains("stopped already");
    }

    @Test
    void aRunThatNobodyDrives_isTakenAndStopped_andNothingStarts() {
        MachineSpec.given(auto("a"), after("b", "a"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(take("e2"), act(stop()))
                .then("run taken by e2", "anna: stop", "deactivating A", "a/A #1 interrupted")
                .orders("deactivate/agent/A/1/1")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a interrupted", "run stopped");
    }

    @Test
    void anActivationUnderWay_isAskedToStop_andUndone() {
        MachineSpec.given(auto("a"))
                .begun()
                .when(stop())
                .then("anna: stop", "a interrupted", "asked to stop: activate/agent/A/1, stop, until +30s")
                .orders("cancel activate/agent/A/1")
                .when(done("activate/agent/A/1"))
                .then("A active", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "run stopped");
    }

    @Test
    void stoppedTwiceInOneBreath_nobodyGetsTime() {
        atWork().when(act(stop()), act(stop()))
                .then(
                        "anna: stop",
                        "anna: stop",
                        "asked to stop: work/a/1/0/1, stop, until +0s",
                        "a/A #1 interrupted, abandoned",
                        "a interrupted",
                        "deactivating A");
    }

    @Test
    void aStopByAClockThatIsAhead_givesNoMoreThanTheGrace() {
        atWork().recorded(Duration.ofHours(1), new Fact.Acted(new Actor("bob"), "", stop()))
                .when()
                .then("asked to stop: work/a/1/0/1, stop, until +30s")
                .orders("cancel work/a/1/0/1");
    }

    @Test
    void agentsThatWorkTogether_whoIsDoneIsNotAskedAgain() {
        MachineSpec.given(auto("a").agents("X", "Y").agentMode(AgentMode.PARALLEL))
                .begun()
                .when(done("activate/agent/X/1"))
                .when(done("activate/agent/Y/1"))
                .then("Y active", "a/X #1 works", "a/Y #1 works")
                .when(worked("work/a/1/0/1"))
                .when(stop())
                .when(failed("work/a/1/1/1"))
                .then("a/Y #1 interrupted", "a interrupted", "deactivating Y")
                .when(done("deactivate/agent/Y/1/1"))
                .when(done("deactivate/agent/X/1/1"))
                .then("X inactive", "run stopped")
                .when(take("e2"))
                .when(done("activate/agent/X/2"))
                .when(done("activate/agent/Y/2"))
                .then("Y active", "a/Y #2 works")
                .orders("work/a/1/1/2");
    }

    @Test
    void whereNobodyIsToBeAsked_nothingIsActivatedAgain() {
        MachineSpec.given(Policy.STANDARD.with(Verification.OFF), auto("a").criteria("one"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(stop())
                .when(worked("work/a/1/0/1"))
                .then("a/A #1 succeeded", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                .then("run taken by e2", "a started", "a completed: unverified", "run completed");
    }

    @Test
    void aJudgeThatIsStoppedAndDoesNotKnow_isAskedAgainLater() {
        MachineSpec.given(auto("a").criteria("one"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(worked("work/a/1/0/1"))
                .when(stop())
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .then("dropped judge/a/1/1/1", "a interrupted", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .when(take("e2"))
                .when(done("activate/agent/A/2"))
                .then("A active", "a verifying")
                .orders("judge/a/1/2/1");
    }

    @Test
    void aThirdStop_doesNotWaitForWhatAFormerOwnerLeft() {
        atWork().when(take("e2"))
                .then("run taken by e2", "deactivating A", "a/A #1 interrupted")
                .when(stop())
                .when(stop())
                .then("anna: stop")
                .when(stop())
                .then("anna: stop", "A inactive: did not answer in time", "a interrupted", "run stopped")
                .orders("abandon deactivate/agent/A/1/1");
    }

    @Test
    void whoTakesARunAndStopsIt_opensNoGateAndSkipsNothing() {
        World world = World.of(Given.plan(
                        auto("a"), Given.bare("g").after("a").manual(), Given.onFailure("h", "a"), auto("b")))
                .run();
        int size = world.told().indexOf("a completed") + 1;
        World cut = World.after(
                world.machine().view().plan(),
                Replies.good(),
                List.copyOf(world.journal().subList(0, size)));

        cut.decide(take("e2"), act(stop()));

        assertThat(cut.told().subList(size, cut.told().size()))
                .containsExactly("run taken by e2", "anna: stop", "run stopped");
    }
}
