package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.after;
import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Signals.broke;
import static dev.cortex.core.machine.Signals.declined;
import static dev.cortex.core.machine.Signals.done;
import static dev.cortex.core.machine.Signals.failed;
import static dev.cortex.core.machine.Signals.judged;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.stop;
import static dev.cortex.core.machine.Signals.take;
import static dev.cortex.core.machine.Signals.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.scenario.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is active when: profiles and agents, alone and shared. */
class ActivationTest {
    private static Phase.Builder shared(String name) {
        return bare(name).auto().agents("S").parallel();
    }

    @Test
    void profilesInOrder_thenAgentsInOrder_andBackInReverse_once() {
        World world = World.of(Given.plan(bare("a").auto().profiles("p", "q").agents("Y", "X", "Y")))
                .run();

        assertThat(world.told())
                .containsSubsequence(
                        "activating p",
                        "p active",
                        "activating q",
                        "q active",
                        "activating Y",
                        "Y active",
                        "activating X",
                        "X active",
                        "a/Y #1 works",
                        "a closing, completed",
                        "deactivating X",
                        "X inactive",
                        "deactivating Y",
                        "Y inactive",
                        "deactivating q",
                        "q inactive",
                        "deactivating p",
                        "p inactive",
                        "a completed")
                .containsOnlyOnce("activating Y", "deactivating Y");
    }

    @Test
    void profiles_ofAPhaseWithoutAgents_areActivatedToo() {
        MachineSpec.given(Phase.named("a").auto().profiles("p"))
                .begun()
                .then("run begun by anna", "run taken by e1", "a started", "activating p")
                .when(done("activate/profile/p/1"))
                .then("p active", "a closing, completed", "deactivating p")
                .when(done("deactivate/profile/p/1/1"))
                .then("p inactive", "a completed", "run completed");
    }

    @Test
    void aHostWithoutProfileActivator_isNoted_once_andNoFailure() {
        World world = World.of(
                        Given.plan(
                                bare("a").auto().profiles("dev"),
                                bare("b").after("a").profiles("dev")),
                        Replies.good().bare())
                .run();

        assertThat(world.told())
                .containsOnlyOnce("warned: profile dev: nobody there")
                .last()
                .isEqualTo("run completed");
    }

    @Test
    void anAgentThatCannotBeActivated_failsThePhaseBeforeAnyWork() {
        MachineSpec.given(bare("a").auto().agents("X", "Y"))
                .begun()
                .when(done("activate/agent/X/1"))
                .when(broke("activate/agent/Y/1"))
                .then(
                        "Y not active: could not be activated: agent Y: boom",
                        "a closing, failed: agent",
                        "deactivating X")
                .orders("deactivate/agent/X/1/1");
    }

    @Test
    void aSharedAgent_isActivatedOnce_worksForBoth_andGoesWithItsLastUser() {
        MachineSpec.given(shared("a"), shared("b"))
                .begun()
                .then("run begun by anna", "run taken by e1", "a started", "b started", "activating S")
                .when(done("activate/agent/S/1"))
                .then("S active", "a/S #1 works", "b/S #1 works")
                .orders("work/a/1/0/1", "work/b/1/0/1")
                .when(worked("work/a/1/0/1"))
                .then("a/S #1 succeeded", "a completed")
                .when(worked("work/b/1/0/1"))
                .then("b/S #1 succeeded", "b closing, completed", "deactivating S");
    }

    @Test
    void aSharedAgentThatCannotBeActivated_failsAllWhoWaitForIt() {
        MachineSpec.given(shared("a"), shared("b"))
                .begun()
                .when(broke("activate/agent/S/1"))
                .then(
                        "S not active: could not be activated: agent S: boom",
                        "a failed: agent",
                        "b failed: agent",
                        "run failed: a failed: agent; b failed: agent");
    }

    @Test
    void whoeverStartsWhileItIsDeactivated_hasItActivatedAgain() {
        MachineSpec.given(
                        shared("a"),
                        bare("b").auto().parallel(),
                        after("c", "b").agents("S").parallel())
                .begun()
                .when(done("activate/agent/S/1"), done("activate/agent/B/1"))
                .when(worked("work/a/1/0/1"))
                .then("a/S #1 succeeded", "a closing, completed", "deactivating S")
                .when(worked("work/b/1/0/1"))
                .when(done("deactivate/agent/B/1/1"))
                .then("B inactive", "b completed", "c started", "a completed")
                .when(done("deactivate/agent/S/1/1"))
                .then("S inactive", "activating S")
                .orders("activate/agent/S/2");
    }

    @Test
    void anActivationThatWasGivenUp_saysNothingAgainstWhoeverWantsItNext() {
        MachineSpec.given(
                        shared("a"),
                        bare("b").auto().parallel(),
                        after("c", "b").agents("S").parallel())
                .begun()
                .when(done("activate/agent/B/1"))
                .when(skip("a"))
                .then(
                        "anna: skip a",
                        "a closing, skipped: by an operator",
                        "asked to stop: activate/agent/S/1, phase_over, until +30s")
                .when(worked("work/b/1/0/1"))
                .when(done("deactivate/agent/B/1/1"))
                .then("B inactive", "b completed", "c started", "a skipped: by an operator")
                .when(broke("activate/agent/S/1"))
                .then("S not active: could not be activated: agent S: boom", "activating S")
                .orders("activate/agent/S/2");
    }

    @Test
    void anActivationThatWasAbandoned_isUndoneBeforeItIsUsed() {
        MachineSpec.given(
                        shared("a"),
                        bare("b").auto().parallel(),
                        after("c", "b").agents("S").parallel())
                .begun()
                .when(done("activate/agent/B/1"))
                .when(skip("a"))
                .when(worked("work/b/1/0/1"))
                .when(done("deactivate/agent/B/1/1"))
                .after(Duration.ofSeconds(30))
                .when()
                .then("dropped activate/agent/S/1, abandoned", "deactivating S")
                .when(done("deactivate/agent/S/1/1"))
                .then("S inactive", "activating S")
                .orders("activate/agent/S/2");
    }

    @Test
    void aFailingDeactivation_isNoted_andChangesNoOutcome() {
        World world = World.of(Given.plan(auto("a")), Replies.good().breaks("deactivate"))
                .run();

        assertThat(world.told()).contains("A inactive: boom").last().isEqualTo("run completed");
        assertThat(world.machine().view().warnings())
                .anyMatch(warning -> warning.contains("A") && warning.contains("boom"));
    }

    @Test
    void aDeactivationThatHangs_isAbandonedAfterTheGrace() {
        MachineSpec.given(auto("a"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(failed("work/a/1/0/1"))
                .after(Duration.ofSeconds(30))
                .when()
                .then("A inactive: did not answer in time", "a failed: agent", "run failed: a failed: agent")
                .orders("abandon deactivate/agent/A/1/1");
    }

    @Test
    void whatCouldNotBeDeactivated_isDeactivatedByTheNextOwnerBeforeAnythingElse() {
        MachineSpec.given(auto("a"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(stop())
                .when(stop())
                .then("anna: stop", "a/A #1 interrupted, abandoned", "a interrupted", "deactivating A")
                .when(stop())
                .then("anna: stop", "A inactive: did not answer in time", "run stopped")
                .when(take("e2"))
                .then("run taken by e2", "deactivating A")
                .orders("deactivate/agent/A/1/2")
                .when(done("deactivate/agent/A/1/2"))
                .then("A inactive", "a started", "activating A");
    }

    @Test
    void whatCouldNotBeDeactivated_isLeftUntilADeactivationSucceeds() {
        MachineSpec spec = MachineSpec.given(auto("a"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(stop())
                .when(failed("work/a/1/0/1"))
                .when(broke("deactivate/agent/A/1/1"))
                .then("A inactive: boom", "run stopped");
        assertThat(spec.machine().refusal(stop())).isEmpty();

        spec.when(take("e2"))
                .when(broke("deactivate/agent/A/1/2"))
                .when(take("e3"))
                .then("run taken by e3", "deactivating A")
                .when(stop())
                .then("anna: stop")
                .when(done("deactivate/agent/A/2/3"))
                .then("A inactive", "a interrupted", "run stopped")
                .refuses(stop(), "stopped already");
    }

    @Test
    void aNewOwner_deactivatesAllAgentsAtOnce_andThenTheProfiles() {
        MachineSpec.given(bare("a").auto().profiles("p", "q").agents("X", "Y", "Z"))
                .begun()
                .when(done("activate/profile/p/1"))
                .when(done("activate/profile/q/1"))
                .when(done("activate/agent/X/1"))
                .when(done("activate/agent/Y/1"))
                .when(done("activate/agent/Z/1"))
                .when(take("e2"))
                .then("run taken by e2", "deactivating Z", "deactivating Y", "deactivating X", "a/X #1 interrupted")
                .orders("deactivate/agent/Z/1/1", "deactivate/agent/Y/1/1", "deactivate/agent/X/1/1")
                .when(done("deactivate/agent/X/1/1"))
                .then("X inactive")
                .when(done("deactivate/agent/Z/1/1"))
                .then("Z inactive")
                .when(done("deactivate/agent/Y/1/1"))
                .then("Y inactive", "deactivating q")
                .when(done("deactivate/profile/q/1/1"))
                .then("q inactive", "deactivating p")
                .when(done("deactivate/profile/p/1/1"))
                .then("p inactive", "a interrupted", "a started", "activating p");
    }

    @Test
    void aNewOwner_firstDeactivatesWhatIsActive_theLastOneFirst() {
        MachineSpec.given(bare("a").auto().profiles("p").agents("X", "Y"))
                .begun()
                .when(done("activate/profile/p/1"))
                .when(done("activate/agent/X/1"))
                .when(take("e2"))
                .then("run taken by e2", "deactivating Y", "deactivating X")
                .orders("deactivate/agent/Y/1/1", "deactivate/agent/X/1/1")
                .when(done("deactivate/agent/Y/1/1"))
                .then("Y inactive")
                .when(broke("deactivate/agent/X/1/1"))
                .then("X inactive: boom", "deactivating p")
                .when(declined("deactivate/profile/p/1/1"))
                .then("p inactive", "a interrupted", "a started", "activating p");
    }

    @Test
    void whatOthersUse_staysActive_whenWhoeverUsesMoreLeaves() {
        MachineSpec.given(bare("a").auto().agents("S", "X").parallel(), shared("b"))
                .begun()
                .when(done("activate/agent/S/1"))
                .when(done("activate/agent/X/1"))
                .when(worked("work/a/1/0/1"))
                .when(worked("work/a/1/1/1"))
                .then("a/X #1 succeeded", "a closing, completed", "deactivating X")
                .when(done("deactivate/agent/X/1/1"))
                .then("X inactive", "a completed")
                .when(worked("work/b/1/0/1"))
                .then("b/S #1 succeeded", "b closing, completed", "deactivating S");
    }

    @Test
    void anActivationThatFails_failsThoseWhoWaitForIt_notThoseWhoHaveNotComeToIt() {
        MachineSpec.given(bare("a").auto().agents("X", "S").parallel(), shared("b"))
                .begun()
                .then("run begun by anna", "run taken by e1", "a started", "b started", "activating X", "activating S")
                .when(broke("activate/agent/S/1"))
                .then("S not active: could not be activated: agent S: boom", "b failed: agent")
                .when(done("activate/agent/X/1"))
                .then("X active", "activating S")
                .orders("activate/agent/S/2");
    }

    @Test
    void whatAJudgeMayUse_staysActive_whenTheOtherUserLeaves() {
        MachineSpec.given(shared("a").criteria("one"), shared("b"))
                .begun()
                .when(done("activate/agent/S/1"))
                .when(worked("work/a/1/0/1"))
                .then("a/S #1 succeeded", "a verifying")
                .when(worked("work/b/1/0/1"))
                .then("b/S #1 succeeded", "b completed")
                .when(judged("judge/a/1/1/1", Result.MET))
                .then("a criterion 1 met", "a closing, completed", "deactivating S");
    }
}
