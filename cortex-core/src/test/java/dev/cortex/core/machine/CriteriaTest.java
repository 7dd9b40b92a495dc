package dev.cortex.core.machine;

import static dev.cortex.core.machine.Given.auto;
import static dev.cortex.core.machine.Signals.act;
import static dev.cortex.core.machine.Signals.broke;
import static dev.cortex.core.machine.Signals.confirm;
import static dev.cortex.core.machine.Signals.deny;
import static dev.cortex.core.machine.Signals.done;
import static dev.cortex.core.machine.Signals.judged;
import static dev.cortex.core.machine.Signals.release;
import static dev.cortex.core.machine.Signals.start;
import static dev.cortex.core.machine.Signals.worked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict.Result;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How criteria are judged, and what people have to say to that. */
class CriteriaTest {
    private static MachineSpec judging(Verification policy, String... criteria) {
        return MachineSpec.given(Policy.STANDARD.with(policy), auto("a").criteria(criteria))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(new Signal.Worked("work/a/1/0/1", AgentResult.success("").withEvidence("one", "I looked")));
    }

    @Test
    void criteria_areJudgedOneByOne_withWhatTheAgentsSaid() {
        MachineSpec spec = judging(Verification.LENIENT, "one", "two")
                .then("a/A #1 succeeded", "a verifying")
                .orders("judge/a/1/1/1");

        assertThat(spec.order(Command.Judge.class).check().evidence()).isEqualTo(Map.of("A", "I looked"));
        spec.when(judged("judge/a/1/1/1", Result.MET))
                .then("a criterion 1 met")
                .orders("judge/a/1/1/2")
                .when(judged("judge/a/1/1/2", Result.MET))
                .then("a criterion 2 met", "a closing, completed", "deactivating A");
    }

    @Test
    void lenient_completesUnverified() {
        judging(Verification.LENIENT, "one")
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .then("a criterion 1 unknown", "a closing, completed: unverified", "deactivating A");
    }

    @Test
    void off_asksNobody() {
        judging(Verification.OFF, "one")
                .then("a/A #1 succeeded", "a closing, completed: unverified", "deactivating A")
                .orders("deactivate/agent/A/1/1");
    }

    @Test
    void aJudgeThatBreaks_doesNotKnow() {
        judging(Verification.LENIENT, "one")
                .when(broke("judge/a/1/1/1"))
                .then("a criterion 1 unknown", "a closing, completed: unverified", "deactivating A");
    }

    @Test
    void anyUnmet_failsThePhase_whenAllAreJudged() {
        judging(Verification.STRICT, "one", "two", "three")
                .when(judged("judge/a/1/1/1", Result.UNMET))
                .then("a criterion 1 unmet")
                .when(judged("judge/a/1/1/2", Result.UNKNOWN))
                .when(judged("judge/a/1/1/3", Result.MET))
                .then("a criterion 3 met", "a closing, failed: criterion", "deactivating A");
    }

    private static MachineSpec confirming() {
        return judging(Verification.STRICT, "one", "two")
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .when(judged("judge/a/1/1/2", Result.UNKNOWN))
                .then("a criterion 2 unknown", "deactivating A")
                .when(done("deactivate/agent/A/1/1"))
                .then("A inactive")
                .resting(true);
    }

    @Test
    void strict_waitsUntilAPersonHasConfirmedEach() {
        confirming()
                .when(confirm("a", 2))
                .then("anna: confirm a", "a criterion 2 met")
                .resting(true)
                .refuses(confirm("a", 3), "no criterion 3", "1 to 2")
                .when(confirm("a", 1))
                .then("anna: confirm a", "a criterion 1 met", "a completed", "run completed");
    }

    @Test
    void strict_whatAPersonDenies_fails() {
        confirming()
                .when(deny("a", 1))
                .then(
                        "anna: confirm a",
                        "a criterion 1 unmet",
                        "a failed: criterion",
                        "run failed: a failed: criterion");
    }

    @Test
    void confirmedWhileItIsJudged_theJudgesAnswerIsNotWantedAnyMore() {
        judging(Verification.LENIENT, "one", "two")
                .when(confirm("a", 1))
                .then("anna: confirm a", "a criterion 1 met")
                .orders("judge/a/1/1/2")
                .when(judged("judge/a/1/1/1", Result.UNMET))
                .nothingFollows();
    }

    @Test
    void checks_arePartOfTheAttempt() {
        MachineSpec.given(auto("a").criteria("one").timeout(Duration.ofMinutes(1)))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(worked("work/a/1/0/1"))
                .after(Duration.ofMinutes(1))
                .when()
                .then("asked to stop: judge/a/1/1/1, timeout, until +90s")
                .orders("cancel judge/a/1/1/1")
                .after(Duration.ofSeconds(30))
                .when()
                .then("dropped judge/a/1/1/1, abandoned", "a closing, failed: timeout", "deactivating A")
                .orders("abandon judge/a/1/1/1", "deactivate/agent/A/1/1");
    }

    @Test
    void letGo_onlyIfNothingCameInWithTheWish() {
        confirming()
                .when(release(), act(confirm("a", 1)), act(confirm("a", 2)))
                .then(
                        "anna: confirm a",
                        "a criterion 1 met",
                        "anna: confirm a",
                        "a criterion 2 met",
                        "a completed",
                        "run completed");
        confirming()
                .when(release())
                .then("run released")
                .orders()
                .when(act(confirm("a", 1)), release())
                .then("anna: confirm a", "a criterion 1 met");
    }

    @Test
    void takenAndLetGoAtOnce_whatCanRunRuns() {
        MachineSpec.given(Given.gate("g"), auto("a"))
                .when(Signals.begin(), Signals.take("e1"), release())
                .then("run begun by anna", "run taken by e1", "g waits", "a started", "activating A")
                .resting(false);
    }

    /** The journal was cut behind it. */
    @Test
    void anActWithoutItsConsequences_isFinishedByTheOwner() {
        World world = World.of(
                        Given.plan(
                                Policy.STANDARD.with(Verification.STRICT),
                                auto("a").criteria("one"),
                                Given.after("b", "a")),
                        Replies.good().verdicts("a", 1, Result.UNKNOWN))
                .run()
                .decide(release());
        List<RunEvent> journal = world.journal();
        journal.add(new RunEvent(
                "r1",
                journal.size() + 1L,
                Told.START,
                new Fact.Acted(new Actor("anna"), "by hand", new OperatorAction.Confirm("a", 1, true))));

        World next = World.after(world.machine().view().plan(), Replies.good(), journal)
                .resumeAs("e2")
                .run();

        assertThat(next.told())
                .containsSubsequence("anna: confirm a", "run taken by e2", "a criterion 1 met", "a completed");
        assertThat(next.standing("b")).isEqualTo("completed");
    }

    @Test
    void aGateThatIsStarted_isKnownByWhoStartedIt() {
        MachineSpec.given(Given.bare("b").after("a").manual(), auto("a"))
                .begun()
                .when(start("b"))
                .then("anna: start b")
                .refuses(start("b"), "already started by anna");
    }

    @Test
    void strict_whereAllIsMet_asksNobody() {
        judging(Verification.STRICT, "one")
                .when(judged("judge/a/1/1/1", Result.MET))
                .then("a criterion 1 met", "a closing, completed", "deactivating A");
    }

    @Test
    void lenient_noCriterionWaitsForAPerson() {
        MachineSpec spec = judging(Verification.LENIENT, "one", "two").when(judged("judge/a/1/1/1", Result.UNKNOWN));

        assertThat(spec.machine().view().phase("a").orElseThrow().waitsForPerson())
                .isFalse();
        spec.resting(false);
    }

    @Test
    void aPersonHasDecided_theRunDoesNotRest_thoughItWaitsForOthers() {
        for (OperatorAction decision : List.of(confirm("a", 1), Signals.skip("a"))) {
            MachineSpec.given(
                            Policy.STANDARD.with(Verification.STRICT), auto("a").criteria("one"), Given.gate("g"))
                    .begun()
                    .when(done("activate/agent/A/1"))
                    .when(worked("work/a/1/0/1"))
                    .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                    .then("a criterion 1 unknown", "deactivating A")
                    .resting(true)
                    .when(decision)
                    .resting(false)
                    .when(done("deactivate/agent/A/1/1"))
                    .resting(true);
        }
    }

    @Test
    void whatIsNotMet_isNamed() {
        MachineSpec spec = judging(Verification.LENIENT, "one", "two", "three")
                .when(judged("judge/a/1/1/1", Result.UNMET))
                .when(judged("judge/a/1/1/2", Result.UNKNOWN))
                .when(judged("judge/a/1/1/3", Result.UNMET))
                .when(done("deactivate/agent/A/1/1"));

        assertThat(spec.machine().view().phase("a").orElseThrow().ending())
                .contains(new Ending.Failed(Ending.Cause.CRITERION, "not met: one; three"));
    }

    @Test
    void whatOneAgentSaidInTwoPlaces_isPutTogether() {
        MachineSpec spec = MachineSpec.given(auto("a").agents("A", "B", "A").criteria("one"))
                .begun()
                .when(done("activate/agent/A/1"))
                .when(done("activate/agent/B/1"))
                .when(new Signal.Worked("work/a/1/0/1", AgentResult.success("").withEvidence("one", "first")))
                .when(worked("work/a/1/1/1"))
                .when(new Signal.Worked("work/a/1/2/1", AgentResult.success("").withEvidence("one", "second")));

        assertThat(spec.order(Command.Judge.class).check().evidence()).isEqualTo(Map.of("A", "first; second"));
    }

    @Test
    void whoWasCompletedBeforeAllAgentsHadWorked_isNotJudged() {
        World world = World.of(
                        Given.plan(auto("a").criteria("one")), Replies.good().holds("work"))
                .begin()
                .settle()
                .act(Signals.complete("a"))
                .run();

        assertThat(world.told()).doesNotContain("a verifying").last().isEqualTo("run completed");
    }

    @Test
    void letGo_notWhileAnythingIsActive() {
        judging(Verification.STRICT, "one")
                .when(judged("judge/a/1/1/1", Result.UNKNOWN))
                .then("a criterion 1 unknown", "deactivating A")
                .resting(true)
                .when(release())
                .nothingFollows()
                .when(done("deactivate/agent/A/1/1"), release())
                .then("A inactive", "run released");
    }
}
