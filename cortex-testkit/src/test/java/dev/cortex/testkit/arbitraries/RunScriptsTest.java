package dev.cortex.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.Shrinkable;

class RunScriptsTest {
    private static final Scenario NOTES = Scenario.named("notes")
            .description("Write them, and publish them")
            .inputs(List.of(Input.required("version"), new Input("tone", Optional.of("plain"))))
            .phase(
                    "draft",
                    p -> p.auto()
                            .agents("writer")
                            .criteria("Short: at most a page")
                            .outputs("text"))
            .phase("publish", p -> p.after("draft").manual().agents("publisher"))
            .build();

    @Example
    void any_makesEveryKindOfThing() {
        for (String part : new String[] {
            "draft/writer: {takes: ",
            "draft/writer: {result: failure}",
            "  draft/writer:\n    - {",
            "outputs: {text: made up}",
            "\"Short: at most a page\": [unmet, met]",
            "\"Short: at most a page\": unknown",
            "publish: reject",
            "publish: skip",
            "publish: wait",
            "inputs: {version: something}",
            "  - {after: ",
            "  - {event: "
        }) {
            assertThat(made(RunScripts.any()))
                    .as(part)
                    .anyMatch(script -> script.yaml().contains(part));
        }
    }

    @Example
    void withoutCrashes_hasNone() {
        assertThat(made(RunScripts.any())).anyMatch(RunScript::crashes);
        assertThat(made(RunScripts.any().withoutCrashes()))
                .noneMatch(RunScript::crashes)
                .noneMatch(script -> script.yaml().contains("crashes"));
    }

    @Example
    void withoutWaiting_hasSomebodyAtEveryGate() {
        assertThat(made(RunScripts.any().withoutWaiting()))
                .noneMatch(script -> script.yaml().contains("publish: wait"))
                .anyMatch(script -> script.yaml().contains("publish: reject"));
    }

    @Example
    void failure_shrinksToWhatAPersonWouldWrite() {
        assertThat(least("result: failure")).isEqualTo("""
                agents:
                  draft/writer: {result: failure}
                inputs: {version: something}
                """);
        assertThat(least("publish: reject")).isEqualTo("""
                gates: {publish: reject}
                inputs: {version: something}
                """);
        assertThat(least("event:")).isEqualTo("""
                inputs: {version: something}
                crashes:
                  - {event: 1}
                """);
        assertThat(least("unmet, met")).isEqualTo("""
                criteria:
                  "Short: at most a page": [unmet, met]
                inputs: {version: something}
                """);
    }

    private static String least(String part) {
        return Shrunk.least(
                        RunScripts.any().of(NOTES), 5, script -> script.yaml().contains(part))
                .yaml();
    }

    /** Scenario and script shrink together. */
    @Example
    void failureOfAnyScenario_shrinksToOnePhaseAndOneLine() {
        Predicate<RunScript> fails = script -> script.yaml().contains("result: failure");

        RunScript least = Shrunk.least(RunScripts.any().of(Scenarios.any().upTo(8)), 11, fails);

        assertThat(least).hasToString("""
                name: a
                description: a
                phases:
                  - name: a
                    condition: auto
                    agents: [worker]
                --- # what happens
                agents:
                  a/worker: {result: failure}
                """);
    }

    private static Stream<RunScript> made(RunScripts scripts) {
        return Shrunk.made(scripts.of(NOTES), 42).map(Shrinkable::value);
    }
}
