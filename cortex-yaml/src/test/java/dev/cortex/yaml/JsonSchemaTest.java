package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    /** What a schema of one file cannot say: it is about YAML itself, about other places in the file, or about words. */
    private static final Set<String> BEYOND = Set.of(
            "mixed-dialects", "older-on-failure-first", "duplicate-key", "control-character", "not-utf8", "merge-key");

    private static final String HEAD = "name: n\ndescription: d\n";

    static Stream<String> phases() {
        return Stream.of(
                "condition: auto",
                "condition: autoo",
                "condition: [auto, manual]",
                "condition: []",
                "condition:",
                "condition: after:a",
                "condition: ' after : a , b '",
                "condition: 'after:'",
                "condition: after:a,,b",
                "condition: 'after:a,'",
                "condition: 'after:,a'",
                "condition: [after: a]",
                "condition: 5",
                "condition: [[auto]]",
                "condition: automatic",
                "condition: {after: a}",
                "condition: after",
                "condition: always:a,b",
                "condition: Auto",
                "condition: 'manual '",
                "parallel: true",
                "parallel: True",
                "parallel: \"true\"",
                "parallel: no",
                "parallel:",
                "parallel: 1",
                "agents: [a]",
                "agents: a",
                "agents: [1]",
                "agents:",
                "agents: []",
                "agents: {a: b}",
                "agents: [~]",
                "profiles: [a, b]",
                "profiles: true",
                "outputs: [x]",
                "outputs: x",
                "success_criteria: [a]",
                "success_criteria: a",
                "success_criteria: [a: b]",
                "success_criteria: [name: b]",
                "success_criteria: [{name: b, check: 5}]",
                "success_criteria: [run: x]",
                "success_criteria: [run: [x, y]]",
                "success_criteria: [run: 5]",
                "success_criteria: [run: [5]]",
                "success_criteria: [file_exists: x]",
                "success_criteria: [file_exists: [x]]",
                "success_criteria: [5]",
                "success_criteria: [~]",
                "success_criteria: [{name: 5, run: x}]",
                "prompt: x",
                "prompt: 5",
                "prompt:",
                "agent_mode: parallel",
                "agent_mode: both",
                "agent_mode:",
                "timeout: 90s",
                "timeout: 90",
                "timeout: 0s",
                "timeout: 1h30m",
                "timeout: PT15M",
                "timeout: -PT15M",
                "timeout: 15 m",
                "timeout: m",
                "timeout: ''",
                "timeout: PT0S",
                "timeout: 500ms",
                "timeout: 1d",
                "timeout:",
                "timeout: 1h1d",
                "timeout: [1s]",
                "retry: {max_attempts: 3}",
                "retry: {max_attempts: 0}",
                "retry: {max_attempts: 1.5}",
                "retry: 3",
                "retry:",
                "retry: {backoff: 10s}",
                "retry: {backoff: 0s}",
                "retry: {backoff: -PT1S}",
                "retry: {backoff: 10}",
                "retry: {backoff: {initial: 1s, factor: 2, max: 5s}}",
                "retry: {backoff: {initial: 1s, factor: 0.5}}",
                "retry: {backoff: {factor: x}}",
                "retry: {max_attempts: \"3\"}",
                "retry: {unknown: 3}",
                "continue_on_failure: true",
                "continue_on_failure: yes",
                "description: 5",
                "description: x",
                "x-foo: 1",
                "unknown: {a: [b]}");
    }

    static Stream<String> tops() {
        return Stream.of(
                "priority: high",
                "priority: normal",
                "priority: urgent",
                "priority: High",
                "priority:",
                "priority: 1",
                "type: x",
                "type: 5",
                "version: 1.10",
                "version: true",
                "version: x",
                "version: [1]",
                "fail_fast: true",
                "fail_fast: \"no\"",
                "max_parallel: 1",
                "max_parallel: 0",
                "max_parallel: -1",
                "max_parallel: 99999999999",
                "max_parallel: x",
                "timeout: 2h",
                "timeout: 2",
                "inputs: [a, b]",
                "inputs: {a: 1, b: }",
                "inputs: a",
                "inputs: [1]",
                "triggers: [a]",
                "triggers: {a: b}",
                "monitoring: x",
                "rollback: {enabled: true}",
                "rollback: {enabled: yes}",
                "rollback: true",
                "rollback: {strategy: phased, more: [1]}",
                "rollback: {strategy: 5}",
                "x-a: b",
                "unknown: b");
    }

    @ParameterizedTest
    @MethodSource("phases")
    void phase_isJudgedAlikeByReaderAndSchema(String line) {
        agree(HEAD + "phases:\n  - name: p\n    " + line + "\n");
    }

    @ParameterizedTest
    @MethodSource("tops")
    void scenario_isJudgedAlikeByReaderAndSchema(String line) {
        agree(HEAD + line + "\nphases:\n  - name: p\n    condition: auto\n");
    }

    private static void agree(String yaml) {
        Checked<?> reader = ScenarioYaml.parse(yaml);
        Checked<?> schema = JsonSchema.scenario().check(yaml, "text");

        assertThat(schema.ok())
                .as("%s%nreader: %s%nschema: %s", yaml, reader.findings(), schema.findings())
                .isEqualTo(reader.ok());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: 5",
                "name: [a]",
                "description: 5",
                "steps: a",
                "steps: [a]",
                "steps: [{name: 5}]",
                "steps: [{name: a, prompt: 5}]",
                "steps: [{name: a, description: d, agent: [x]}]",
                "steps: [{name: a, prompt: p, outputs: x}]",
                "steps: [{name: a, prompt: p, mode: x, inputs: {a: b}}]",
                "steps: [{name: a, prompt: p}]",
                "steps: [{name: a, description: p}]",
                "version: 1",
                "owner: me"
            })
    void workflow_isJudgedAlikeByReaderAndSchema(String line) {
        String yaml = (line.startsWith("name") ? "" : "name: n\n")
                + (line.startsWith("description") ? "" : "description: d\n")
                + (line.startsWith("steps") ? "" : "steps: [{name: a, prompt: p}]\n")
                + line + "\n";

        assertThat(JsonSchema.workflow().check(yaml, "text").ok())
                .as(yaml)
                .isEqualTo(WorkflowYaml.parse(yaml).ok());
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden", "tutorial"})
    void files_withoutErrors_fitTheSchema(String folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources", folder))) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.getFileName().toString().startsWith("schema-"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            boolean workflow =
                    file.toString().contains("workflow-") || file.toString().contains("feature-development");
            Checked<?> reader = workflow ? WorkflowYaml.read(file) : ScenarioYaml.read(file);
            Set<String> errors = reader.findings().stream()
                    .filter(Diagnostic::isError)
                    .map(Diagnostic::code)
                    .collect(Collectors.toSet());
            boolean empty = file.toString().contains("empty");
            if (empty || !BEYOND.containsAll(errors)) {
                continue;
            }
            JsonSchema schema = workflow ? JsonSchema.workflow() : JsonSchema.scenario();
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            assertThat(schema.check(text, file.toString()).findings())
                    .as(file.toString())
                    .noneMatch(d -> d.code().startsWith("json-schema"));
        }
        assertThat(files).isNotEmpty();
    }

    @Test
    void findings_havePlacesAndAreInFileOrder() {
        String yaml = "name: n\nphases:\n  - name: p\n    parallel: \"x\"\n  - condition: auto\n";

        assertThat(JsonSchema.scenario().check(yaml, "f.yaml").findings())
                .extracting(d -> d.position().orElseThrow().toString() + " " + d.path())
                .containsExactly(
                        "f.yaml:1:1 /description", "f.yaml:4:15 /phases/0/parallel", "f.yaml:5:5 /phases/1/name");
    }

    @Test
    void published_describeEveryKey_forEditors() {
        assertThat(JsonSchema.scenario().text())
                .contains("https://json-schema.org/draft/2020-12/schema", "\"success_criteria\"", "\"description\"");
        assertThat(JsonSchema.workflow().text()).contains("\"steps\"", "\"prompt\"");
    }

    @Test
    void hostileSchemas_areAFinding() {
        String text = "name: " + "a".repeat(20_000) + "b\n";
        for (String schema : List.of(
                "{\"$ref\":\"#\"}",
                "{\"properties\":{\"name\":{\"pattern\":\"^(a|b)*$\"}}}",
                "{\"properties\":{\"name\":{\"pattern\":\"^(.*a){25}$\"}}}",
                "{\"$ref\":\"http://example.invalid/schema.json\"}")) {
            long start = System.nanoTime();
            Checked<JsonSchema> parsed = JsonSchema.parse(schema, "schema.json");
            List<Diagnostic> findings = parsed.draft().isPresent()
                    ? parsed.draft().orElseThrow().check(text, "f.yaml").findings()
                    : parsed.findings();

            assertThat(findings).as(schema).extracting(Diagnostic::code).contains("json-schema-unusable");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void parse_whatIsNoSchema_isAFinding() {
        for (String json : List.of("", "{", "[]", "5", "{\"type\": 5}", "{\"pattern\": \"(\"}")) {
            assertThat(JsonSchema.parse(json, "schema.json").findings())
                    .as(json)
                    .allMatch(d -> d.code().equals("json-schema-unusable"));
        }
        assertThat(JsonSchema.parse("{", "schema.json").ok()).isFalse();
    }

    /** A document is handed to the validator as JSON, and what JSON has to escape has to arrive. */
    @Test
    void check_textThatJsonEscapes_isTheSameText() {
        String json = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"properties\":"
                + "{\"a\":{\"const\":\"q\\\"b\\\\n\\n\\u001f x\"}}}";
        JsonSchema schema = JsonSchema.parse(json, "own.json").orElseThrow();

        assertThat(schema.check("a: \"q\\\"b\\\\n\\n\\x1F x\"", "f.yaml").findings())
                .isEmpty();
        assertThat(schema.check("a: qbn", "f.yaml").findings()).hasSize(1);
    }

    @Test
    void check_pattern_isLookedForInTheText() {
        String json = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"properties\":"
                + "{\"a\":{\"pattern\":\"^x+$\"}}}";
        JsonSchema schema = JsonSchema.parse(json, "own.json").orElseThrow();

        assertThat(schema.check("a: xxx", "f.yaml").findings()).isEmpty();
        assertThat(schema.check("a: xyx", "f.yaml").findings())
                .extracting(Diagnostic::code)
                .containsExactly("json-schema");
    }
}
