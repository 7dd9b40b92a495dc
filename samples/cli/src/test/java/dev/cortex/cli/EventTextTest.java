package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventTextTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Activation AGENT = new Activation("r", Activation.Kind.AGENT, "coder");
    private static final Fact.Attempt SECOND = new Fact.Attempt("build", 1, 0, "coder", 2);

    static Stream<Arguments> facts() {
        return Stream.of(
                Arguments.of(
                        new Fact.RunStarted(
                                Scenario.named("s").build(), Policy.STANDARD, Values.none(), new Actor("anna")),
                        "run started by anna"),
                Arguments.of(new Fact.RunTaken(new Owner("o", "host", 7, NOON)), "run driven by process 7 on host"),
                Arguments.of(new Fact.RunReleased(), "run let go while it waits for a person"),
                Arguments.of(new Fact.RunEnded(Fact.Outcome.STOPPED, "lunch"), "run stopped: lunch"),
                Arguments.of(new Fact.RunTimedOut(), "the time for the run is over"),
                Arguments.of(new Fact.GateOpened("build"), "build: waiting for a start"),
                Arguments.of(new Fact.PhaseStarted("build", 2, Optional.empty()), "build: started (round 2)"),
                Arguments.of(new Fact.PhaseInterrupted("build"), "build: cut short, pending again"),
                Arguments.of(new Fact.PhaseVerifying("build"), "build: verifying"),
                Arguments.of(
                        new Fact.PhaseRepeated("build", 2, NOON),
                        "build: repeated because a criterion is unmet (round 2)"),
                Arguments.of(
                        new Fact.PhaseClosing("build", new Ending.Completed(Ending.Proof.VERIFIED)),
                        "build: closing, completed"),
                Arguments.of(
                        new Fact.PhaseEnded("build", new Ending.Failed(Ending.Cause.AGENT, "no disk")),
                        "build: failed: agent: no disk"),
                Arguments.of(new Fact.PhasesReset(List.of("a"), List.of("a", "b")), "pending again: a, b"),
                Arguments.of(new Fact.Activating(AGENT), "activating agent coder"),
                Arguments.of(new Fact.Activated(AGENT, Optional.of("no file")), "agent coder: no file"),
                Arguments.of(new Fact.Deactivating(AGENT, NOON), "deactivating agent coder"),
                Arguments.of(new Fact.Deactivated(AGENT, Optional.empty()), "deactivated agent coder"),
                Arguments.of(new Fact.WorkStarted(SECOND, Optional.empty()), "build: coder at work (attempt 2)"),
                Arguments.of(
                        new Fact.WorkEnded(
                                SECOND,
                                Fact.WorkOutcome.TIMED_OUT,
                                true,
                                AgentResult.failure("late"),
                                Optional.empty()),
                        "build: coder timed out (attempt 2), abandoned: late"),
                Arguments.of(new Fact.CallCancelled("c", Fact.Why.PHASE_OVER, NOON), "asked to stop: c (phase over)"),
                Arguments.of(new Fact.CallDropped("c", true), "abandoned: c"),
                Arguments.of(
                        new Fact.CriterionJudged("build", 1, Verdict.unmet("2 of 9", "tests")),
                        "build: criterion 1 unmet, says tests: 2 of 9"),
                Arguments.of(
                        new Fact.Acted(new Actor("bob"), "", new OperatorAction.Confirm("build", 3, false)),
                        "bob asked: criterion 3 of build is unmet"),
                Arguments.of(
                        new Fact.Handwritten("c", Optional.empty(), Optional.of("no")),
                        "by hand: a line that is no act"),
                Arguments.of(
                        new Fact.Handwritten(
                                "c",
                                Optional.of(new Fact.Acted(new Actor("anna"), "", new OperatorAction.Skip("p"))),
                                Optional.empty()),
                        "by hand: anna asked: skip p"),
                Arguments.of(new Fact.Adopted(9, "c"), "line 9, written by hand, adopted"),
                Arguments.of(new Fact.Refused(9, "c", "no"), "line 9, written by hand, refused: no"),
                Arguments.of(new Fact.CompensationGateOpened("build"), "build: rollback waiting for a start"),
                Arguments.of(new Fact.CompensationStarted("build"), "build: rolling back"),
                Arguments.of(new Fact.CompensationEnded("build", false, "gone"), "build: not rolled back: gone"),
                Arguments.of(new Fact.Warned(Optional.of("build"), "odd"), "warning about build: odd"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void of_fact_saysWhatHappened(Fact fact, String words) {
        assertThat(EventText.of(fact)).isEqualTo(words);
    }

    @Test
    void of_everyKindOfFact_hasWords() {
        Set<Class<?>> tested = facts().map(sample -> sample.get()[0].getClass()).collect(Collectors.toSet());
        assertThat(tested).containsAll(Arrays.asList(Fact.class.getPermittedSubclasses()));
    }
}
