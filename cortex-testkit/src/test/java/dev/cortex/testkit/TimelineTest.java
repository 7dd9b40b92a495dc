package dev.cortex.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Usage;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Fact.Attempt ATTEMPT = new Fact.Attempt("draft", 1, 0, "writer", 2);
    private static final Map<Class<?>, Object> PARTS = Map.ofEntries(
            Map.entry(String.class, "draft"),
            Map.entry(int.class, 2),
            Map.entry(long.class, 3L),
            Map.entry(boolean.class, true),
            Map.entry(Instant.class, START.plusSeconds(90)),
            Map.entry(List.class, List.of("draft")),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(
                    Scenario.class,
                    Scenario.named("notes")
                            .description("one phase")
                            .phase("draft", p -> p.auto().agents("writer"))
                            .build()),
            Map.entry(Policy.class, Policy.STANDARD),
            Map.entry(Values.class, Values.none()),
            Map.entry(Actor.class, new Actor("anna")),
            Map.entry(Owner.class, owner("a")),
            Map.entry(Ending.class, new Ending.Failed(Ending.Cause.AGENT, "no ink")),
            Map.entry(Activation.class, new Activation("run-7", Activation.Kind.AGENT, "writer")),
            Map.entry(Fact.Attempt.class, ATTEMPT),
            Map.entry(AgentResult.class, AgentResult.success("done")),
            Map.entry(Verdict.class, Verdict.met("seen", "eye")),
            Map.entry(OperatorAction.class, new OperatorAction.Start("draft")));

    private static Owner owner(String id) {
        return new Owner(id, "host", 1, START);
    }

    static Stream<Class<?>> facts() {
        return Stream.of(Fact.class.getPermittedSubclasses());
    }

    static Fact sample(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            Object part = PARTS.get(parameter.getType());
            arguments.add(
                    part == null && parameter.getType().isEnum()
                            ? parameter.getType().getEnumConstants()[0]
                            : Objects.requireNonNull(part, parameter::toString));
        }
        return (Fact) constructor.newInstance(arguments.toArray());
    }

    private static String line(Fact... facts) {
        List<RunEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(new RunEvent("run-7", events.size() + 1, START.plusSeconds(65L * events.size()), fact));
        }
        return Timeline.of(events).lines().get(facts.length - 1);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFact_hasWordsOfItsOwn(Class<?> type) throws ReflectiveOperationException {
        String words = line(sample(type));
        assertThat(words).startsWith("+0s       ").doesNotContain("[", "run-7", "2026");
        assertThat(words.substring(10)).isNotBlank();
        for (Class<?> other : Fact.class.getPermittedSubclasses()) {
            if (other != type) {
                assertThat(line(sample(other))).as("%s", other).isNotEqualTo(words);
            }
        }
    }

    @Test
    void times_areCountedFromTheFirstEvent() {
        assertThat(line(new Fact.GateOpened("a"), new Fact.GateOpened("b"), new Fact.GateOpened("c")))
                .isEqualTo("+2m10s    c: waits for a start");
        assertThat(line(new Fact.PhaseStarted("a", 2, Optional.of(START.plusMillis(1500)))))
                .isEqualTo("+0s       a: started, round 2, until +1.5s");
        assertThat(line(new Fact.PhaseStarted("a", 1, Optional.empty()))).isEqualTo("+0s       a: started");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT59S, 59s",
        "PT0.25S, 0.25s",
        "PT1M, 1m",
        "PT1H0M1S, 1h1s",
        "P3D, 3d",
        "P1DT2H3M4.000000005S, 1d2h3m4.000000005s",
        "PT-5S, -5s"
    })
    void durations_areShort(Duration time, String text) {
        assertThat(FactText.text(time)).isEqualTo(text);
    }

    @Test
    void namesOfTheRunAndOfEngines_areReplaced() {
        assertThat(line(
                        new Fact.RunTaken(owner("host-4-x")),
                        new Fact.RunTaken(owner("host-5-y")),
                        new Fact.RunTaken(owner("host-4-x"))))
                .endsWith("driven by engine 1");
        assertThat(line(
                        new Fact.RunTaken(owner("host-4-x")),
                        new Fact.Warned(Optional.of("draft"), "run-7 was lost by host-4-x")))
                .isEqualTo("+1m5s     draft: warning: RUN was lost by engine 1");
    }

    @Test
    void idThatMayBePartOfAWord_isLeftAsItIs() {
        assertThat(Timeline.of(List.of(new RunEvent("r", 1, START, new Fact.GateOpened("draft"))))
                        .lines())
                .containsExactly("+0s       draft: waits for a start");
    }

    @Test
    void results_sayAllThatTheAgentSaid_whateverTheOrderOfItsData() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", List.of(1, Map.of("z", true)));
        one.put("a", "x");
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", "x");
        other.put("b", List.of(1, Map.of("z", true)));
        AgentResult result = AgentResult.success("two\nlines\u0007")
                .withEvidence("Fast", "1 s")
                .with(Usage.tokens(10, 20));
        String words = ended(result.with("data", one));
        assertThat(words)
                .isEqualTo("+0s       draft: writer #2 succeeded: two\\nlines? {data={a=x, b=[1, {z=true}]}}"
                        + " evidence {Fast=1 s} tokens 10+20; again at +15s");
        assertThat(ended(result.with("data", other))).isEqualTo(words);
    }

    private static String ended(AgentResult result) {
        return line(new Fact.WorkEnded(
                ATTEMPT, Fact.WorkOutcome.SUCCEEDED, false, result, Optional.of(START.plusSeconds(15))));
    }

    @Test
    void acts_haveActorAndReason() {
        assertThat(line(new Fact.Acted(new Actor("anna"), "read it", new OperatorAction.Confirm("draft", 2, false))))
                .isEqualTo("+0s       anna: confirm draft 2 unmet: read it");
        assertThat(line(new Fact.Acted(new Actor("anna"), "", new OperatorAction.Stop())))
                .isEqualTo("+0s       anna: stop");
    }

    @Test
    void text_hasALineFeedBehindEachLine() {
        assertThat(Timeline.of(List.of())).hasToString("");
        assertThat(Timeline.of(List.of(new RunEvent("r", 1, START, new Fact.RunReleased()))))
                .hasToString("+0s       let go while it waits for a person\n");
    }
}
