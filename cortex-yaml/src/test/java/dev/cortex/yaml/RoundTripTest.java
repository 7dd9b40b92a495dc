package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.scenario.Workflow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void scenario_writtenAndReadAgain_isEqual(@ForAll("scenarios") Scenario scenario) {
        String text = ScenarioYaml.write(scenario);

        assertThat(ScenarioYaml.parse(text).draft()).as(text).contains(scenario);
        assertThat(ScenarioYaml.parse(text).ok()).as(text).isTrue();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void workflow_writtenAndReadAgain_isEqual(@ForAll("workflows") Workflow workflow) {
        String text = WorkflowYaml.write(workflow);

        assertThat(WorkflowYaml.parse(text).orElseThrow()).as(text).isEqualTo(workflow);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void text_inEveryPlace_isReadAgain(@ForAll("texts") String text) {
        Scenario scenario = Scenario.named(text)
                .description(text)
                .phase(Phase.named("a")
                        .auto()
                        .prompt(text)
                        .criteria(text, "x")
                        .agents(text)
                        .extensions(Values.of(
                                "x-" + text,
                                List.of(
                                        text,
                                        List.of(text, 1),
                                        Values.of(text, text).map())))
                        .build())
                .build();

        assertThat(ScenarioYaml.parse(ScenarioYaml.write(scenario)).orElseThrow())
                .isEqualTo(scenario);
    }

    @Example
    void write_isReadable() {
        Scenario scenario = Scenario.named("release")
                .description("Ship it: now")
                .priority(Priority.HIGH)
                .version("1.10")
                .timeout(Duration.ofMinutes(90))
                .phase(
                        "plan",
                        p -> p.auto()
                                .prompt("Think.\n\nThen write:\n  a plan\n")
                                .agents("architect"))
                .phase(
                        "ship",
                        p -> p.after("plan")
                                .manual()
                                .retry(Retry.attempts(3).withBackoff(Duration.ofSeconds(10)))
                                .criteria(List.of(
                                        Criterion.of("no"),
                                        new Criterion("Covered", Values.of("run", "./coverage.sh")))))
                .build();

        assertThat(ScenarioYaml.write(scenario)).isEqualTo("""
                        name: release
                        description: "Ship it: now"
                        priority: high
                        version: "1.10"
                        timeout: 1h30m
                        phases:
                          - name: plan
                            condition: auto
                            agents:
                              - architect
                            prompt: |
                              Think.

                              Then write:
                                a plan

                          - name: ship
                            condition:
                              - after:plan
                              - manual
                            success_criteria:
                              - "no"
                              - name: Covered
                                run: ./coverage.sh
                            retry:
                              max_attempts: 3
                              backoff: 10s
                        """);
    }

    @Example
    void write_whatNoFileCanSay_isRefused() {
        assertThatThrownBy(() -> write(Scenario.named("a").phase("p", p -> p.after("x,y"))))
                .hasMessageContaining("after:x,y");
        assertThatThrownBy(() -> write(Scenario.named("a").phase("p", Phase.Builder::after)))
                .hasMessageContaining("without names");
        assertThatThrownBy(() -> write(Scenario.named("a").extensions(Values.of("phases", 1))))
                .hasMessageContaining("phases");
        assertThatThrownBy(() -> write(Scenario.named("\ud800"))).hasMessageContaining("half a character");
        assertThatThrownBy(() -> write(Scenario.named("a")
                        .phase("p", p -> p.criteria(List.of(new Criterion("c", Values.of("name", "x")))))))
                .hasMessageContaining("name");
    }

    private static String write(Scenario.Builder scenario) {
        return ScenarioYaml.write(scenario.build());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                "no",
                "yes",
                "~",
                "null",
                "true",
                "1",
                "1.5",
                "0x1F",
                "1e3",
                "-",
                "- a",
                "a: b",
                "a #b",
                "#",
                "?",
                ": x",
                "",
                " ",
                " a",
                "a ",
                "\n",
                "a\n",
                "a\n\n",
                "\na",
                " a\nb",
                "a\n  b\n c",
                "a\n \nb",
                "a\tb\n\tc",
                "a\r\nb",
                "a\rb",
                "---",
                "...",
                "%x",
                "@a",
                "`a`",
                "'",
                "\"",
                "\\",
                "\u0001",
                "\u007f",
                "\u0085",
                "\u2028",
                "\ufeffx",
                "\u202ex",
                "👍",
                "é",
                "<<",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "{a}",
                "[a]",
                "a,b",
                ".inf",
                "2024-01-01",
                "x".repeat(5000),
                "x y ".repeat(2000),
                "a\n" + "y".repeat(5000),
                "=",
                "a:",
                "\ud83d\udc68\u200d\ud83d\udcbb",
                "a\u00a0b",
                "\u3000");
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12);
        Arbitrary<String> lines = Arbitraries.of("a", " b", "", "  ", "c ", "\td", "- e", "# f", "g: h")
                .list()
                .ofMaxSize(5)
                .map(parts -> String.join("\n", parts));
        return Arbitraries.oneOf(words, any, lines);
    }

    private Arbitrary<Object> values() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                texts().map(t -> (Object) t),
                Arbitraries.longs().map(n -> n),
                Arbitraries.doubles().map(n -> n),
                Arbitraries.of(
                        true,
                        false,
                        -0.0,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        new BigInteger("123456789012345678901234567890"),
                        new BigDecimal("1e400"),
                        new BigDecimal("12345678901234567890123"),
                        new BigDecimal("0.1234567890123456789012345")));
        return Arbitraries.recursive(
                () -> leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(list -> (Object) list),
                        Arbitraries.maps(texts(), inner).ofMaxSize(3).map(map -> (Object) map)),
                0,
                2);
    }

    private Arbitrary<Values> extensions() {
        return Arbitraries.maps(texts().map(text -> "x-" + text), values())
                .ofMaxSize(2)
                .map(Values::new);
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10_000_000).map(Duration::ofMillis),
                Arbitraries.longs().between(1, 10_000_000_000L).map(Duration::ofNanos),
                Arbitraries.of(Duration.ofDays(30), Duration.ofHours(1), Duration.ofMinutes(15)));
    }

    private static Arbitrary<Retry> retries() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        durations(),
                        Arbitraries.doubles().between(1, 10),
                        Arbitraries.longs().between(0, 1000))
                .as((n, initial, factor, more) -> more < 300
                        ? Retry.attempts(n).withBackoff(initial)
                        : new Retry(n, initial, factor, initial.plusMillis(more)))
                .injectDuplicates(0.1)
                .map(rule -> rule.maxAttempts() == 5 ? Retry.NONE : rule);
    }

    private static Arbitrary<List<Condition>> conditions() {
        Arbitrary<List<String>> names = Arbitraries.of("a", "b c", "d:e", "auto", "é", "x#y")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Arbitraries.<Condition>oneOf(
                        Arbitraries.of(new Condition.Auto(), new Condition.Manual()),
                        names.map(Condition.After::new),
                        names.map(Condition.OnFailure::new),
                        names.map(Condition.Always::new))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private Arbitrary<Criterion> criteria() {
        return Arbitraries.oneOf(
                texts().map(Criterion::of),
                texts().map(text -> new Criterion(text, Values.of("run", List.of("./x", text)))),
                texts().map(text ->
                        new Criterion(text, Values.of("file_exists", text).with("within", 5))));
    }

    private Arbitrary<Phase> phases() {
        Arbitrary<List<String>> names = texts().list().ofMaxSize(3);
        return Combinators.combine(
                        texts(),
                        conditions(),
                        names,
                        criteria().list().ofMaxSize(3),
                        texts().optional(),
                        durations().optional(),
                        retries(),
                        extensions())
                .as((text, conditions, list, criteria, prompt, timeout, retry, extensions) -> {
                    Phase.Builder phase = Phase.named(text)
                            .description(text)
                            .conditions(conditions)
                            .parallel(list.size() == 1)
                            .agents(list)
                            .profiles(list)
                            .criteria(criteria)
                            .outputs(list)
                            .retry(retry)
                            .agentMode(list.size() == 2 ? AgentMode.PARALLEL : AgentMode.SEQUENTIAL)
                            .extensions(extensions);
                    prompt.ifPresent(phase::prompt);
                    timeout.ifPresent(phase::timeout);
                    return (criteria.size() == 1 ? phase.continueOnFailure() : phase).build();
                });
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        texts(),
                        texts().optional(),
                        values().optional(),
                        Arbitraries.of(Priority.class),
                        extensions(),
                        inputs(),
                        rollbacks(),
                        phases().list().ofMaxSize(3))
                .as((text, type, value, priority, extensions, inputs, rollback, phases) -> {
                    Scenario.Builder scenario = Scenario.named(text)
                            .description(text)
                            .priority(priority)
                            .extensions(extensions)
                            .inputs(inputs)
                            .rollback(rollback)
                            .phases(phases);
                    type.ifPresent(t -> scenario.type(t).version(t).failFast().maxParallel(3));
                    value.ifPresent(v -> scenario.triggers(v).monitoring(v).timeout(Duration.ofHours(2)));
                    return scenario.build();
                });
    }

    private Arbitrary<List<Input>> inputs() {
        return Combinators.combine(texts(), values().optional())
                .as(Input::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(Input::name);
    }

    private Arbitrary<Rollback> rollbacks() {
        return Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.of("automatic", "phased", "manual"), extensions())
                .as(Rollback::new);
    }

    @Provide
    Arbitrary<Workflow> workflows() {
        Arbitrary<Step> steps = Combinators.combine(
                        texts(), texts().optional(), texts().list().ofMaxSize(2), extensions())
                .as((text, prompt, outputs, extensions) ->
                        new Step(text, text, prompt, prompt, outputs, extensions.with("inputs", List.of(text))));
        return Combinators.combine(texts(), steps.list().ofMaxSize(3), extensions())
                .as((text, list, extensions) -> new Workflow(
                        text,
                        text,
                        list,
                        extensions.with("version", Optional.of(text).get())));
    }
}
