package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Given.bare;
import static dev.cortex.core.machine.Signals.broke;
import static dev.cortex.core.machine.Signals.complete;
import static dev.cortex.core.machine.Signals.done;
import static dev.cortex.core.machine.Signals.failed;
import static dev.cortex.core.machine.Signals.judged;
import static dev.cortex.core.machine.Signals.skip;
import static dev.cortex.core.machine.Signals.take;
import static dev.cortex.core.machine.Signals.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.Ending;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How agents work: one after the other or together, again after failures, and for how long. */
class WorkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The agents of the only phase are active, and the first is at work. */
    private static MachineSpec atWork(Phase.Builder phase, String... agents) {
        MachineSpec spec = MachineSpec.given(phase).begun();
        for (String agent : agents) {
            spec.when(done("activate/agent/" + agent + "/1"));
        }
        return spec;
    }

    private static Phase.Builder two() {
        return bare("a").auto().agents("X", "Y");
    }

    @Test
    void agents_workOneAfterTheOther_andSeeWhatWasBefore() {
        MachineSpec spec = atWork(two(), "X", "Y")
                .then("Y active", "a/X #1 works")
                .orders("work/a/1/0/1")
                .when(new Signal.Worked(
                        "work/a/1/0/1",
                        AgentResult.success("").with("plan", "p").with("same", 1)))
                .then("a/X #1 succeeded", "a/Y #1 works")
                .orders("work/a/1/1/1");
        Assignment second = spec.order(Command.Work.class).assignment();

        assertThat(second.outputs().get("a", "plan")).contains("p");
        assertThat(second.agent()).isEqualTo("Y");
        assertThat(second.attempt()).isEqualTo(1);
        spec.when(new Signal.Worked("work/a/1/1/1", AgentResult.success("").with("same", 2)));
        assertThat(spec.machine().view().phase("a").orElseThrow().outputs().map())
                .as("a later agent's value wins")
                .isEqualTo(Map.of("plan", "p", "same", 2L));
    }

    @Test
    void outputsOfPhasesBefore_directlyOrNot_areThere_andNoOthers() {
        World world = World.of(
                        Given.plan(
                                auto("a"),
                                Given.after("b", "a"),
                                auto("other"),
                                Given.after("c", "b").agents("X")),
                        Replies.good().holds("work/c"))
                .begin()
                .settle();
        Assignment work = ((Command.Work) world.command("work/c/1/0/1")).assignment();

        assertThat(work.outputs().get("a", "A")).contains("of a");
        assertThat(work.outputs().get("b", "B")).contains("of b");
        assertThat(work.outputs().of("other")).isEmpty();
    }

    @Test
    void when_anAgentHasFailed_then_theLaterOnesAreNotStarted() {
        atWork(two(), "X", "Y")
                .when(failed("work/a/1/0/1"))
                .then("a/X #1 failed", "a closing, failed: agent", "deactivating Y")
                .orders("deactivate/agent/Y/1/1");
    }

    @Test
    void agents_workTogether_andWhenOneHasFailedTheOthersAreCancelled() {
        atWork(two().agentMode(AgentMode.PARALLEL), "X", "Y")
                .then("Y active", "a/X #1 works", "a/Y #1 works")
                .orders("work/a/1/0/1", "work/a/1/1/1")
                .when(broke("work/a/1/1/1"))
                .then("a/Y #1 broke", "asked to stop: work/a/1/0/1, phase_over, until +30s")
                .orders("cancel work/a/1/0/1")
                .when(failed("work/a/1/0/1"))
                .then("a/X #1 cancelled", "a closing, failed: agent", "deactivating Y");
    }

    @Test
    void aFailedAgent_isRepeatedAlone_afterItsPause_withTheSameKey() {
        MachineSpec spec = atWork(two().retry(new Retry(3, MINUTE, 2, MINUTE.multipliedBy(10))), "X", "Y");
        String key = spec.order(Command.Work.class).assignment().idempotencyKey();
        spec.when(failed("work/a/1/0/1"))
                .then("a/X #1 failed, again at +60s")
                .nextDeadline(MINUTE)
                .after(Duration.ofSeconds(59))
                .when()
                .nothingFollows()
                .after(Duration.ofSeconds(1))
                .rebuilt()
                .then("a/X #2 works")
                .orders("work/a/1/0/2");
        assertThat(spec.order(Command.Work.class).assignment().idempotencyKey()).isEqualTo(key);
        assertThat(spec.order(Command.Work.class).assignment().attempt()).isEqualTo(2);
        spec.when(broke("work/a/1/0/2"))
                .then("a/X #2 broke, again at +180s")
                .after(MINUTE.multipliedBy(2))
                .when()
                .then("a/X #3 works")
                .when(failed("work/a/1/0/3"))
                .then("a/X #3 failed", "a closing, failed: agent", "deactivating Y");
    }

    @Test
    void withoutAPause_theNextAttemptBeginsAtOnce() {
        atWork(two().agentMode(AgentMode.PARALLEL).retry(Retry.attempts(2)), "X", "Y")
                .when(failed("work/a/1/1/1"))
                .then("a/Y #1 failed, again at +0s", "a/Y #2 works")
                .orders("work/a/1/1/2");
    }

    @Test
    void anInterruption_usesNoAttempt() {
        atWork(auto("a").retry(Retry.attempts(2)), "A")
                .when(take("e2"))
                .then("run taken by e2", "deactivating A", "a/A #1 interrupted")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a interrupted", "a started", "activating A")
                .when(done("activate/agent/A/2"))
                .then("A active", "a/A #2 works")
                .when(failed("work/a/1/0/2"))
                .then("a/A #2 failed, again at +0s", "a/A #3 works")
                .when(failed("work/a/1/0/3"))
                .then("a/A #3 failed", "a closing, failed: agent", "deactivating A");
    }

    @Test
    void anAgentThatTakesTooLong_isAskedToStop_andFails() {
        atWork(auto("a").timeout(MINUTE), "A")
                .then("A active", "a/A #1 works, until +60s")
                .nextDeadline(MINUTE)
                .after(MINUTE)
                .when()
                .then("asked to stop: work/a/1/0/1, timeout, until +90s")
                .orders("cancel work/a/1/0/1")
                .when(worked("work/a/1/0/1"))
                .then("a/A #1 timed_out", "a closing, failed: timeout", "deactivating A");
    }

    @Test
    void anAgentThatDoesNotStop_isAbandoned_andAskedAgainIfItMay() {
        atWork(auto("a").timeout(MINUTE).retry(Retry.attempts(2)), "A")
                .after(MINUTE)
                .when()
                .after(Duration.ofSeconds(30))
                .when()
                .then("a/A #1 timed_out, abandoned, again at +90s", "a/A #2 works, until +150s")
                .orders("abandon work/a/1/0/1", "work/a/1/0/2")
                .when(worked("work/a/1/0/1"))
                .nothingFollows()
                .when(worked("work/a/1/0/2"))
                .then("a/A #2 succeeded", "a closing, completed", "deactivating A");
    }

    @Test
    void activation_isPartOfTheAttempt() {
        MachineSpec.given(auto("a").timeout(MINUTE))
                .begun()
                .then("run begun by anna", "run taken by e1", "a started, until +60s", "activating A")
                .after(MINUTE)
                .when()
                .then("a closing, failed: timeout", "asked to stop: activate/agent/A/1, phase_over, until +90s")
                .orders("cancel activate/agent/A/1")
                .after(Duration.ofSeconds(30))
                .when()
                .then("dropped activate/agent/A/1, abandoned", "deactivating A")
                .orders("abandon activate/agent/A/1", "deactivate/agent/A/1/1");
    }

    @Test
    void theTimeOfTheScenario_failsWhatIsInProgress_andStartsNothing() {
        World world = World.of(
                        Given.plan(
                                scenario -> scenario.timeout(MINUTE),
                                auto("a"),
                                auto("b"),
                                Given.onFailure("handler", "a"),
                                Given.after("behind", "a"),
                                Given.gate("g"),
                                bare("later").after("a").manual()),
                        Replies.good().holds("work/a"))
                .run();

        assertThat(world.told()).contains("run timed out", "run failed: the time that the scenario allows is over");
        assertThat(world.standing("a")).isEqualTo("failed: timeout");
        assertThat(world.standing("b")).isEqualTo("pending");
        assertThat(world.standing("handler")).isEqualTo("pending");
        assertThat(world.standing("behind")).isEqualTo("pending");
        assertThat(world.standing("later")).isEqualTo("pending");
        assertThat(world.standing("g")).isEqualTo("waiting");
    }

    @Test
    void theTimeOfTheScenario_doesNotCoverPeople() {
        World world = World.of(Given.plan(scenario -> scenario.timeout(MINUTE), auto("a"), Given.gate("g")))
                .run()
                .pass(MINUTE.multipliedBy(10))
                .act(Signals.start("g"))
                .run();

        assertThat(world.told()).last().isEqualTo("run completed");
    }

    @Test
    void completedAtWork_itsAgentsAreCancelled_andTheEndIsTheOperators() {
        atWork(auto("a"), "A")
                .when(complete("a"))
                .then("anna: complete a", "asked to stop: work/a/1/0/1, phase_over, until +30s")
                .orders("cancel work/a/1/0/1")
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 cancelled", "a closing, completed: by an operator", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a completed: by an operator", "run completed");
    }

    @Test
    void completedWhileItsAgentsLeave_theEndIsTheOperators() {
        atWork(auto("a"), "A")
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 failed", "a closing, failed: agent", "deactivating A")
                .when(complete("a"))
                .then("anna: complete a")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a completed: by an operator", "run completed");
    }

    @Test
    void skippedWhileItPausesBetweenTwoAttempts_itEndsAtOnce() {
        atWork(auto("a").retry(Retry.attempts(2).withBackoff(MINUTE)), "A")
                .when(failed("work/a/1/0/1"))
                .when(skip("a"))
                .then("anna: skip a", "a closing, skipped: by an operator", "deactivating A");
    }

    @Test
    void aNewRound_hasANewKey_theFirstAttempt_andTheUnmetCriteria() {
        MachineSpec spec = atWork(auto("a").criteria("one", "two").retry(Retry.attempts(2)), "A");
        String key = spec.order(Command.Work.class).assignment().idempotencyKey();
        spec.when(worked("work/a/1/0/1"))
                .when(judged("judge/a/1/1/1", Result.UNMET))
                .when(judged("judge/a/1/1/2", Result.MET))
                .then("a criterion 2 met", "a repeated as round 2 at +0s", "a started, round 2", "a/A #1 works")
                .orders("work/a/2/0/1");
        Assignment again = spec.order(Command.Work.class).assignment();

        assertThat(again.unmet()).isEqualTo(Map.of("one", "seen"));
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.idempotencyKey()).isNotEqualTo(key);
    }

    @Test
    void secondAndUnknownAnswers_decideNothing() {
        atWork(auto("a"), "A")
                .when(done("activate/agent/A/1"), worked("work/a/1/0/9"), worked("nonsense"), broke("judge/a/1/1/1"))
                .nothingFollows()
                .when(worked("work/a/1/0/1"), failed("work/a/1/0/1"))
                .then("a/A #1 succeeded", "a closing, completed", "deactivating A");
    }

    @Test
    void aPromisedOutputThatIsMissing_isAWarning() {
        atWork(auto("a").outputs("given", "missing"), "A")
                .when(new Signal.Worked("work/a/1/0/1", AgentResult.success("").with("given", 1)))
                .then(
                        "a/A #1 succeeded",
                        "warned: phase a promised an output missing and did not give it",
                        "a closing, completed",
                        "deactivating A");
    }

    @Test
    void aPhaseWithoutWork_isCompletedAtOnce() {
        MachineSpec.given(Phase.named("a").auto(), Phase.named("b").after("a"))
                .begun()
                .then(
                        "run begun by anna",
                        "run taken by e1",
                        "a started",
                        "a completed",
                        "b started",
                        "b completed",
                        "run completed");
    }

    @Test
    void twoThatFailInOneBreath_itIsTheFirstWhoFailsThePhase() {
        MachineSpec spec = atWork(two().agentMode(AgentMode.PARALLEL), "X", "Y")
                .when(failed("work/a/1/1/1"), failed("work/a/1/0/1"))
                .then("a/Y #1 failed", "a/X #1 failed", "a closing, failed: agent", "deactivating Y")
                .when(done("deactivate/agent/Y/1/1"))
                .when(done("deactivate/agent/X/1/1"));

        assertThat(spec.machine().view().phase("a").orElseThrow().ending())
                .contains(new Ending.Failed(Ending.Cause.AGENT, "Y: no luck"));
    }

    @Test
    void whoseTimeIsOverAtOneMoment_isAskedToStop_inTheOrderInWhichTheyBegan() {
        MachineSpec.given(
                        auto("b").parallel().timeout(MINUTE),
                        auto("a").parallel().timeout(MINUTE))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(done("activate/agent/B/1"))
                .after(MINUTE)
                .when()
                .then(
                        "asked to stop: work/a/1/0/1, timeout, until +90s",
                        "asked to stop: work/b/1/0/1, timeout, until +90s");
    }

    @Test
    void theTimeOfTheScenario_runsOnWhileOneOfTwoEnds() {
        MachineSpec.given(Given.plan(
                        scenario -> scenario.timeout(MINUTE),
                        auto("a").parallel(),
                        auto("b").parallel(),
                        Given.after("c", "b").parallel()))
                .begun()
                .nextDeadline(MINUTE)
                .when(done("activate/agent/A/1"), done("activate/agent/B/1"))
                .after(Duration.ofSeconds(40))
                .when(worked("work/b/1/0/1"))
                .when(done("deactivate/agent/B/1/1"))
                .then("B inactive", "b completed", "c started", "activating C")
                .after(Duration.ofSeconds(20))
                .when()
                .then(
                        "run timed out",
                        "asked to stop: work/a/1/0/1, phase_over, until +90s",
                        "c closing, failed: timeout",
                        "asked to stop: activate/agent/C/1, phase_over, until +90s");
    }

    @Test
    void theTimeOfTheScenario_doesNotRunBeforeAnythingDoes() {
        World world = World.of(Given.plan(scenario -> scenario.timeout(MINUTE), Given.gate("g")))
                .run()
                .pass(MINUTE.multipliedBy(10))
                .act(Signals.start("g"))
                .run();

        assertThat(world.told()).last().isEqualTo("run completed");
    }

    @Test
    void outputsGoThroughAPhaseThatAPersonHasCompleted() {
        World world = World.of(
                        Given.plan(auto("a"), Given.gate("g"), Given.after("b", "a", "g"), Given.after("c", "b")),
                        Replies.good().holds("work/c"))
                .begin()
                .settle()
                .act(complete("b"))
                .settle();

        assertThat(((Command.Work) world.command("work/c/1/0/1"))
                        .assignment()
                        .outputs()
                        .get("a", "A"))
                .contains("of a");
    }

    @Test
    void whatAFailedAttemptHasPutOut_isNothingUntilItIsTheLast() {
        MachineSpec spec = atWork(auto("a").retry(Retry.attempts(2).withBackoff(MINUTE)), "A");
        AgentResult half = AgentResult.failure("half").with("part", 1);

        spec.when(new Signal.Worked("work/a/1/0/1", half)).then("a/A #1 failed, again at +60s");
        assertThat(spec.machine().view().phase("a").orElseThrow().outputs().map())
                .isEmpty();

        spec.after(MINUTE).when().when(new Signal.Worked("work/a/1/0/2", half));
        assertThat(spec.machine().view().phase("a").orElseThrow().outputs().map())
                .containsOnlyKeys("part");
    }

    private static Ending.Failed failure(MachineSpec spec) {
        return (Ending.Failed)
                spec.machine().view().phase("a").orElseThrow().ending().orElseThrow();
    }

    @Test
    void whatTookTooLong_isSaid() {
        MachineSpec work = atWork(auto("a").timeout(MINUTE), "A")
                .after(MINUTE)
                .when()
                .when(worked("work/a/1/0/1"))
                .when(done("deactivate/agent/A/1/1"));
        MachineSpec activation = MachineSpec.given(auto("a").timeout(MINUTE))
                .begun()
                .after(MINUTE)
                .when()
                .when(broke("activate/agent/A/1"));
        MachineSpec judging = atWork(auto("a").criteria("one").timeout(MINUTE), "A")
                .when(worked("work/a/1/0/1"))
                .after(MINUTE)
                .when()
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .when(done("deactivate/agent/A/1/1"));

        assertThat(failure(work).reason()).isEqualTo("A: took longer than PT1M");
        assertThat(failure(activation).reason()).isEqualTo("activation took longer than PT1M");
        assertThat(failure(judging).reason()).isEqualTo("took longer than PT1M");
    }

    @Test
    void whyAnAgentWasGivenUp_isInItsResult() {
        MachineSpec late = atWork(auto("a").timeout(MINUTE), "A").after(MINUTE).when();
        MachineSpec over = atWork(auto("a"), "A").when(skip("a"));
        MachineSpec stopped = atWork(auto("a"), "A").when(Signals.stop());
        MachineSpec lost = atWork(auto("a"), "A").when(take("e2"));

        assertThat(late.after(MINUTE).when().results())
                .containsExactly("took longer than PT1M, and did not stop when asked to");
        assertThat(over.after(MINUTE).when().results())
                .containsExactly("the phase was over, and did not stop when asked to");
        assertThat(stopped.after(MINUTE).when().results())
                .containsExactly("interrupted, and did not stop when asked to");
        assertThat(lost.results()).containsExactly("interrupted");
    }

    @Test
    void theDeadlineOfTheFirstAttempt_countsTheActivation_andTheAgentIsToldWhatIsLeft() {
        MachineSpec spec = MachineSpec.given(auto("a").timeout(MINUTE).retry(Retry.attempts(2)))
                .begun()
                .after(Duration.ofSeconds(20))
                .when(done("activate/agent/A/1"))
                .then("A active", "a/A #1 works, until +60s");
        assertThat(spec.order(Command.Work.class).assignment().timeLeft()).contains(Duration.ofSeconds(40));

        spec.when(failed("work/a/1/0/1")).then("a/A #1 failed, again at +20s", "a/A #2 works, until +80s");
        assertThat(spec.order(Command.Work.class).assignment().timeLeft()).contains(MINUTE);
    }

    @Test
    void withoutATimeout_anAgentIsToldOfNone() {
        assertThat(atWork(auto("a"), "A").order(Command.Work.class).assignment().timeLeft())
                .isEmpty();
    }

    @Test
    void agentsThatWorkTogether_doNotSeeEachOther_inALaterAttemptEither() {
        MachineSpec spec = atWork(two().agentMode(AgentMode.PARALLEL).retry(Retry.attempts(2)), "X", "Y")
                .when(new Signal.Worked("work/a/1/0/1", AgentResult.success("").with("x", 1)))
                .when(failed("work/a/1/1/1"))
                .then("a/Y #1 failed, again at +0s", "a/Y #2 works");

        assertThat(spec.order(Command.Work.class).assignment().outputs().of("a"))
                .isEmpty();
    }

    @Test
    void withoutAgents_nothingIsRepeated() {
        MachineSpec.given(
                        Phase.named("a").auto().criteria("one", "two", "three").retry(Retry.attempts(2)))
                .begun()
                .then("run begun by anna", "run taken by e1", "a started", "a verifying")
                .when(judged("judge/a/1/1/1", Result.UNMET))
                .when(judged("judge/a/1/1/2", Result.MET))
                .when(judged("judge/a/1/1/3", Result.UNMET))
                .then("a criterion 3 unmet", "a failed: criterion", "run failed: a failed: criterion");
    }

    @Test
    void completedAtWork_promisesNothing() {
        atWork(auto("a").outputs("missing"), "A")
                .when(complete("a"))
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 cancelled", "a closing, completed: by an operator", "deactivating A");
    }

    @Test
    void theTimeOfTheScenario_goesOnWhereItWas_whenAPersonHasBeenWaitedFor() {
        MachineSpec.given(Given.plan(
                        scenario -> scenario.timeout(MINUTE),
                        auto("a"),
                        bare("g").after("a").manual()))
                .begun()
                .when(done("activate/agent/A/1"))
                .after(Duration.ofSeconds(30))
                .when(worked("work/a/1/0/1"))
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a completed", "g waits")
                .after(Duration.ofSeconds(20))
                .when(Signals.start("g"))
                .after(Duration.ofSeconds(15))
                .when()
                .nothingFollows()
                .after(Duration.ofSeconds(15))
                .when()
                .then(
                        "run timed out",
                        "g closing, failed: timeout",
                        "asked to stop: activate/agent/G/1, phase_over, until +110s");
    }

    @Test
    void aLaterAttempt_givesTheChecksBehindItTheSameTime() {
        atWork(auto("a").criteria("one").timeout(MINUTE).retry(Retry.attempts(2)), "A")
                .after(Duration.ofSeconds(20))
                .when(failed("work/a/1/0/1"))
                .then("a/A #1 failed, again at +20s", "a/A #2 works, until +80s")
                .when(worked("work/a/1/0/2"))
                .then("a/A #2 succeeded", "a verifying")
                .after(Duration.ofSeconds(40))
                .when()
                .nothingFollows()
                .after(Duration.ofSeconds(20))
                .when()
                .then("asked to stop: judge/a/1/1/1, timeout, until +110s");
    }

    @Test
    void theTimeOfTheScenario_beginsAnewWithANewOwner_andCoversItsRecovery() {
        MachineSpec.given(Given.plan(scenario -> scenario.timeout(MINUTE), auto("a")))
                .begun()
                .when(done("activate/agent/A/1"))
                .after(Duration.ofSeconds(40))
                .when(take("e2"))
                .after(Duration.ofSeconds(20))
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive", "a interrupted", "a started", "activating A")
                .after(Duration.ofSeconds(39))
                .when()
                .nothingFollows()
                .after(Duration.ofSeconds(1))
                .when()
                .then(
                        "run timed out",
                        "a closing, failed: timeout",
                        "asked to stop: activate/agent/A/2, phase_over, until +130s");
    }
}
