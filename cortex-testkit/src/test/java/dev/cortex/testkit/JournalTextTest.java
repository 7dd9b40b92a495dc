package dev.cortex.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalTextTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    static Stream<Class<?>> facts() {
        return Stream.of(Fact.class.getPermittedSubclasses());
    }

    private static List<String> text(Fact... facts) {
        List<RunEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(new RunEvent("run-7", events.size() + 1, START.plusSeconds(65L * events.size()), fact));
        }
        return JournalText.of(events);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyPartOfEveryFact_isThere(Class<?> type) throws ReflectiveOperationException {
        Fact fact = TimelineTest.sample(type);

        String line = text(fact).get(0);

        assertThat(line).startsWith("1  +0s     ").doesNotContain("run-7", "2026", "host", "Optional", "[]", "null");
        for (RecordComponent part : type.getRecordComponents()) {
            if (!List.of(Optional.empty(), Values.none())
                    .contains(part.getAccessor().invoke(fact))) {
                assertThat(line).contains(part.getName() + ": ");
            }
        }
    }

    @Test
    void lines_sayNumberTimeKindAndParts() {
        assertThat(text(
                        new Fact.PhaseStarted("draft", 2, Optional.of(START.plusSeconds(600))),
                        new Fact.PhaseEnded("draft", new Ending.Failed(Ending.Cause.AGENT, "no ink")),
                        new Fact.PhaseEnded("draft", new Ending.Completed(Ending.Proof.VERIFIED)),
                        new Fact.RunReleased(),
                        new Fact.Acted(new Actor("anna"), "", new OperatorAction.Confirm("draft", 2, false))))
                .containsExactly(
                        "1  +0s     phase-started  phase: draft, round: 2, deadline: +10m",
                        "2  +1m5s   phase-ended  phase: draft, ending: failed {cause: agent, reason: no ink}",
                        "3  +2m10s  phase-ended  phase: draft, ending: completed {proof: verified}",
                        "4  +3m15s  run-released",
                        "5  +4m20s  acted  actor: anna, action: confirm {phase: draft, criterion: 2}");
    }

    @Test
    void resultsOfAgents_areThereInFull_whateverTheOrderOfTheirData() {
        Fact.Attempt attempt = new Fact.Attempt("draft", 1, 0, "writer", 2);
        AgentResult result = AgentResult.success("two\nlines")
                .with("b", List.of(1, Map.of("z", true)))
                .with("a", "")
                .withEvidence("Fast", "1 s");

        assertThat(text(new Fact.WorkEnded(attempt, Fact.WorkOutcome.TIMED_OUT, true, result, Optional.empty())))
                .containsExactly("1  +0s     work-ended  "
                        + "attempt: {phase: draft, round: 1, place: 0, agent: writer, number: 2}, outcome: timed-out, "
                        + "abandoned: true, result: {success: true, summary: two\\nlines, "
                        + "outputs: {a: \"\", b: [1, {z: true}]}, evidence: {Fast: 1 s}}");
    }

    @Test
    void namesOfThisMachine_areReplaced() {
        String made = System.getProperty("java.io.tmpdir") + "/junit-4711815/notes.txt";
        String module = System.getProperty("user.dir") + "/target/x";

        assertThat(text(
                        new Fact.RunTaken(new Owner("host-4-x", "host", 4, START)),
                        new Fact.Warned(Optional.empty(), "run-7: host-4-x wrote " + made + " and " + module)))
                .containsExactly(
                        "1  +0s     run-taken  owner: engine 1",
                        "2  +1m5s   warned  message: RUN: engine 1 wrote TMP/notes.txt and DIR/target/x");
    }

    @Test
    void numbers_areOfOneWidth() {
        Fact[] facts = new Fact[10];
        Arrays.fill(facts, new Fact.RunReleased());

        assertThat(text(facts)).startsWith(" 1  +0s     run-released").contains("10  +9m45s  run-released");
        assertThat(JournalText.of(List.of())).isEmpty();
    }
}
