package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioYamlTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static Scenario draft(String file) {
        return ScenarioYaml.read(GOLDEN.resolve(file)).draft().orElseThrow();
    }

    @Test
    void read_olderFile_isRewritten() {
        Scenario older = draft("older.yaml");

        assertThat(older.phases())
                .extracting(Phase::conditionText)
                .containsExactly(
                        "[auto]",
                        "[after:prepare]",
                        "[on_failure:build]",
                        "[after:build]",
                        "[after:ship, manual]",
                        "[after:approve, manual]");
        assertThat(older.phases().get(0).agentMode()).isEqualTo(AgentMode.PARALLEL);
        assertThat(older.phases().get(0).parallel()).isFalse();
        assertThat(older.version()).contains("1.0");
        assertThat(older.rollback()).isEqualTo(new Rollback(true, "phased", Values.of("keep", 3)));
        assertThat(draft("older-gate.yaml").phases())
                .extracting(Phase::agentMode)
                .containsExactly(AgentMode.SEQUENTIAL, AgentMode.SEQUENTIAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{file_exist: a.txt}; did you mean file_exists?",
                "{rum: make}; did you mean run?",
                "{Latency: low}; write name: beside the check, or put the text in quotes: \"Latency: low\"",
                "{file_exist: a, size: 1}; write name: beside the check, or put the text in quotes: \"file_exist: a\""
            })
    void parse_criterionThatIsNoCheck_proposesTheWayOut(String criterion, String hint) {
        String text =
                "name: a\ndescription: b\nphases:\n  - {name: c, condition: auto, agents: [d], success_criteria: ["
                        + criterion + "]}\n";

        assertThat(ScenarioYaml.parse(text).findings())
                .filteredOn(finding -> finding.code().equals("criterion-map"))
                .extracting(Diagnostic::hint)
                .containsExactly(Optional.of(hint));
    }

    @Test
    void read_unknownKeys_areKept() {
        Scenario read = draft("unknown-keys.yaml");

        assertThat(read.extensions())
                .isEqualTo(
                        Values.of("prority", "high").with("x-team", "platform").with("owner", "anna"));
        assertThat(read.phases().get(0).extensions().map())
                .containsKeys("sucess_criteria", "agent", "x-cost", "retry.max_delay");
    }

    @Test
    void read_numbersInputsAndRetries() {
        Scenario read = draft("strategy.yaml");

        assertThat(read.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(read.timeout()).contains(Duration.ofMinutes(15));
        assertThat(read.inputs()).extracting(Input::name).containsExactly("region", "zone", "count");
        assertThat(read.inputs()).extracting(i -> i.fallback().isPresent()).containsExactly(true, false, true);
        assertThat(read.phases().get(0).retry()).isEqualTo(Retry.attempts(3).withBackoff(Duration.ofMillis(500)));
        assertThat(read.phases().get(1).retry())
                .isEqualTo(new Retry(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(100)));
        assertThat(draft("types.yaml").version()).contains("1.10");
    }

    @Test
    void read_malformedItems_leaveTheNumbersOfTheOthers() {
        Checked<Scenario> read = ScenarioYaml.parse("""
                name: n
                description: d
                phases:
                  - name: a
                    condition: [nonsense, after:ghost]
                    agents: [5, ghost]
                """);

        Phase phase = read.draft().orElseThrow().phases().get(0);
        assertThat(phase.conditions().get(1)).isEqualTo(new Condition.After(List.of("ghost")));
        assertThat(phase.agents()).containsExactly("", "ghost");
        assertThat(read.source().exact("/phases/0/condition/1").orElseThrow().column())
                .isEqualTo(27);
        assertThat(read.source().exact("/phases/0/agents/1").orElseThrow().column())
                .isEqualTo(17);
    }

    @Test
    void read_duplicateKey_firstCounts() {
        assertThat(ScenarioYaml.parse("name: a\nname: b\n")
                        .draft()
                        .orElseThrow()
                        .name())
                .isEqualTo("a");
    }

    @Test
    void read_fileThatIsNone_isAFinding(@TempDir Path folder) {
        assertThat(ScenarioYaml.read(folder.resolve("none.yaml")).findings())
                .extracting(Diagnostic::message)
                .containsExactly("The file cannot be read: it does not exist");
        assertThat(ScenarioYaml.read(folder).findings())
                .extracting(Diagnostic::message)
                .containsExactly("The file cannot be read: it is no regular file");
    }

    @Test
    void parse_workflow_stepsStandWhereTheirPhasesDo() {
        Checked<Workflow> read = WorkflowYaml.parse("name: w\ndescription: d\nsteps:\n  - name: a\n    agent: x\n");

        assertThat(read.source().exact("/phases/0")).isEqualTo(read.source().exact("/steps/0"));
        assertThat(read.source().exact("/phases/0/agents/0"))
                .isEqualTo(read.source().exact("/steps/0/agent"));
        assertThat(read.source().position("/phases").orElseThrow().line()).isEqualTo(4);
    }

    @Test
    void agentFile_isFrontMatterAndPrompt() {
        AgentDefinition agent = AgentFile.read(GOLDEN.resolve("agent-plain.md")).orElseThrow();

        assertThat(agent.name()).isEqualTo("agent-plain");
        assertThat(agent.command()).contains(List.of("claude", "-p", "--output-format", "json"));
        assertThat(agent.prompt()).isEqualTo("You are careful.\n\n--- not the end");
        assertThat(agent.extensions())
                .isEqualTo(Values.of("tools", List.of("Read", "Write")).with("model", "opus"));
        assertThat(AgentFile.parse("Only a prompt", "agents/coder.md")
                        .orElseThrow()
                        .name())
                .isEqualTo("coder");
    }

    @Test
    void projectSchema_comparesWhatWasUnderstood() {
        ProjectSchema schema = ProjectSchema.parse(
                        "required: [type]\nfields: {priority: {enum: [medium]}, agents: {enum: [x]}, condition: {enum: [auto]}}",
                        "schema.yaml")
                .orElseThrow();
        String head = "name: n\ndescription: d\npriority: normal\ntype: t\nphases:\n";

        assertThat(schema.check(ScenarioYaml.parse(head + "  - {name: a, condition: after:a, agents: [x]}\n"))
                        .findings())
                .isEmpty();
        assertThat(schema.check(ScenarioYaml.parse(head + "  - {name: a, condition: manual, agents: [x, y]}\n"))
                        .findings())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "Not allowed in this project: condition is manual", "Not allowed in this project: agents is y");
        assertThat(schema.check(Checked.of(Scenario.named("a").build())).findings())
                .extracting(Diagnostic::message)
                .containsExactly("Missing required field: type");
    }

    /** A character of two halves is shown whole or not at all. */
    @Test
    void parse_textOfMoreThan60Characters_isShortenedInWhatIsSaid() {
        String longest = "x".repeat(60);

        assertThat(message("fail_fast: " + longest)).endsWith("is the text \"" + longest + "\"");
        assertThat(message("fail_fast: " + longest + "y")).endsWith("is the text \"" + longest + "…\"");
        assertThat(message("fail_fast: " + "x".repeat(58) + "👍y")).endsWith("x👍…\"");
        assertThat(message("fail_fast: " + "x".repeat(59) + "👍")).endsWith("is the text \"" + "x".repeat(59) + "…\"");
    }

    private static String message(String line) {
        return ScenarioYaml.parse("name: n\ndescription: d\n" + line + "\n")
                .findings()
                .get(0)
                .message();
    }

    private static Checked<Scenario> phases(String... phases) {
        return ScenarioYaml.parse("name: n\ndescription: d\nphases:\n  - " + String.join("\n  - ", phases) + "\n");
    }

    private static List<String> hints(Checked<?> read) {
        return read.findings().stream()
                .map(finding -> finding.hint().orElse("none"))
                .toList();
    }

    @Test
    void parse_conditionThatIsNone_proposesTheWayOut() {
        assertThat(hints(phases("{name: a, condition: [after:b, on_failure:c, d]}")))
                .containsExactly(
                        "a comma ends the atom here: write [on_failure:c, on_failure:d] or [\"on_failure:c,d\"]");
        assertThat(hints(phases("{name: a, condition: aftr}"))).containsExactly("did you mean after:NAME?");
        assertThat(hints(phases("{name: a, condition: mannual}"))).containsExactly("did you mean manual?");
        String all = "write auto, manual, after:NAME, on_failure:NAME or always:NAME";
        assertThat(hints(phases("{name: a, condition: [after:b, ~]}"))).containsExactly(all);
        assertThat(hints(phases("{name: a, condition: {after: [b]}}"))).containsExactly(all);
        assertThat(hints(phases("{name: a, condition: {after: b, always: c}}"))).containsExactly(all);
        assertThat(hints(phases("{name: a, condition: {after: }}"))).containsExactly("write after:NAME");
        assertThat(hints(phases("{name: a, condition: {before: }}"))).containsExactly("write before:");
    }

    @Test
    void source_knowsWhereAtomsStand() {
        Checked<Scenario> written = phases("{name: a, condition: auto}", "{name: b, condition: [after:a, manual]}");
        assertThat(written.source().exact("/phases/0/condition/0").orElseThrow().column())
                .isEqualTo(26);
        assertThat(written.source().exact("/phases/1/condition/1").orElseThrow().column())
                .isEqualTo(36);

        // What is put in the place of an older word stands where that stands.
        Checked<Scenario> older =
                phases("{name: a, condition: automatic}", "{name: b, condition: manual}", "{name: c}");
        assertThat(older.draft().orElseThrow().phases().get(1).conditionText()).isEqualTo("[after:a, manual]");
        for (int atom = 0; atom < 2; atom++) {
            assertThat(older.source()
                            .exact("/phases/1/condition/" + atom)
                            .orElseThrow()
                            .column())
                    .isEqualTo(26);
            assertThat(older.source().exact("/phases/2/condition/" + atom)).isEmpty();
        }
    }

    @Test
    void parse_mixedDialects_saysHowToWriteTheOlderWord() {
        assertThat(hints(phases("{name: a, condition: auto}", "{name: b, condition: automatic, parallel: true}")))
                .containsExactly("write automatic as auto or after:NAME");
        assertThat(hints(phases("{name: a, condition: auto}", "{name: b, condition: on_success}")))
                .containsExactly("write on_success as after:NAME");
        Checked<Scenario> read = phases("{name: a, condition: always:x}", "{name: b, condition: on_failure}");
        assertThat(hints(read)).containsExactly("write on_failure as on_failure:NAME");
        assertThat(read.draft().orElseThrow().phases())
                .extracting(Phase::conditionText)
                .containsExactly("[always:x]", "[on_failure:a]");
    }

    /** That a name is missing is an error already; a condition that names nothing would only bring another. */
    @Test
    void parse_olderConditionBehindAPhaseWithoutName_namesNothing() {
        Checked<Scenario> read = phases(
                "{condition: automatic}",
                "{name: b, condition: on_success}",
                "{condition: on_success}",
                "{name: d, condition: on_failure}",
                "{condition: on_success}",
                "{name: e, condition: manual}");

        assertThat(read.draft().orElseThrow().phases())
                .extracting(Phase::conditionText)
                .containsExactly("[auto]", "[auto]", "[after:b]", "[manual]", "[auto]", "[manual]");
    }

    @Test
    void source_ofAKeyWithoutValue_isThereOnlyIfItHasToHaveOne() {
        Checked<Scenario> read = ScenarioYaml.parse("description: d\nname:\ntimeout:\nphases:\n");

        assertThat(read.source().exact("/name").orElseThrow().line()).isEqualTo(2);
        assertThat(read.source().exact("/timeout")).isEmpty();
        assertThat(read.source().exact("/phases").orElseThrow().line()).isEqualTo(4);
    }

    @Test
    void parse_valueOfAnotherType_isAsIfItWereAbsent() {
        for (String line : List.of("fail_fast: \"true\"", "fail_fast: [true]", "fail_fast: 1")) {
            Checked<Scenario> read = ScenarioYaml.parse("name: n\n" + line + "\n");
            assertThat(read.ok()).as(line).isFalse();
            assertThat(read.draft().orElseThrow().failFast()).as(line).isFalse();
        }
        for (String line : List.of("max_parallel: [1]", "max_parallel: \"1\"", "max_parallel: 2147483648")) {
            Checked<Scenario> read = ScenarioYaml.parse("name: n\n" + line + "\n");
            assertThat(read.ok()).as(line).isFalse();
            assertThat(read.draft().orElseThrow().maxParallel()).as(line).isEmpty();
        }
        assertThat(ScenarioYaml.parse("name: n\nmax_parallel: 2147483647\n")
                        .draft()
                        .orElseThrow()
                        .maxParallel())
                .hasValue(2147483647);
        assertThat(hints(ScenarioYaml.parse("name: n\ndescription: d\npriority: hihg\n")))
                .containsExactly("did you mean high? it is one of low, medium, high, critical");
    }

    @Test
    void projectSchema_ofAFile_asksForWhatIsWritten() {
        ProjectSchema schema = ProjectSchema.parse(
                        "required: [priority, x-owner]\nfields: {priority: {enum: [high]}, fail_fast: {enum: [\"true\"]}}",
                        "schema.yaml")
                .orElseThrow();

        String text = "name: n\ndescription: d\nx-owner: anna\n";
        assertThat(schema.check(ScenarioYaml.parse(text)).findings())
                .extracting(Diagnostic::message)
                .containsExactly("Missing required field: priority");
        assertThat(schema.check(ScenarioYaml.parse(text + "priority: high\n")).findings())
                .isEmpty();
        assertThat(schema.check(ScenarioYaml.parse(text + "priority: low\nfail_fast: false\n"))
                        .findings())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "Not allowed in this project: priority is low",
                        "Not allowed in this project: fail_fast is false");
    }

    @Test
    void write_inputsWithoutValues_isAList() {
        assertThat(ScenarioYaml.write(Scenario.named("n")
                        .inputs(List.of(Input.required("a"), Input.required("b")))
                        .build()))
                .contains("inputs:\n  - a\n  - b\n");
        assertThat(ScenarioYaml.write(Scenario.named("n")
                        .inputs(List.of(Input.required("a"), new Input("b", Optional.of("c"))))
                        .build()))
                .contains("inputs:\n  a: null\n  b: c\n");
    }

    private static Checked<List<Criterion>> criteria(String... items) {
        return phases("{name: a, condition: auto, success_criteria: [" + String.join(", ", items) + "]}")
                .then(scenario -> Checked.of(scenario.phases().get(0).criteria()));
    }

    @Test
    void read_checks_areCalledByTheirNameOrByWhatTheyDo() {
        assertThat(criteria(
                                "x",
                                "{run: ./a.sh}",
                                "{run: [./a.sh, b]}",
                                "{file_exists: c.md}",
                                "{name: n, run: d, within: 5}")
                        .orElseThrow())
                .containsExactly(
                        Criterion.of("x"),
                        new Criterion("run: ./a.sh", Values.of("run", "./a.sh")),
                        new Criterion("run: ./a.sh b", Values.of("run", List.of("./a.sh", "b"))),
                        new Criterion("file_exists: c.md", Values.of("file_exists", "c.md")),
                        new Criterion("n", Values.of("run", "d").with("within", 5)));
    }

    /** A check whose arguments make no sense must not be asked for, and its text still stands in its place. */
    @Test
    void read_checksThatMakeNoSense_areTextsAlone() {
        assertThat(criteria(
                                "{run: 5}",
                                "{run: [a, 5]}",
                                "{run: [a, [b]]}",
                                "{name: n, file_exists: [x]}",
                                "{name: n, run: {a: b}}")
                        .draft()
                        .orElseThrow())
                .containsExactly(
                        Criterion.of("run"),
                        Criterion.of("run"),
                        Criterion.of("run"),
                        Criterion.of("n"),
                        Criterion.of("n"));
        assertThat(hints(criteria("{a: [b]}")))
                .containsExactly("write name: beside the check, or put the text in quotes");
        assertThat(criteria("{a: [b]}", "{name: 5, run: x}", "{name: [b]}")
                        .draft()
                        .orElseThrow())
                .containsExactly(Criterion.of(""), new Criterion("run: x", Values.of("run", "x")), Criterion.of(""));
    }

    @Test
    void source_knowsWhereInputsStand() {
        Checked<Scenario> read = ScenarioYaml.parse("name: n\ninputs:\n  a: 1\n  b: 2\n");

        assertThat(read.source().exact("/inputs/b").orElseThrow().line()).isEqualTo(4);
    }

    /** That they are missing is what the checks of the model say. */
    @Test
    void read_phasesOrStepsWithoutValue_areNone() {
        assertThat(ScenarioYaml.parse("name: n\ndescription: d\nphases:\n").findings())
                .isEmpty();
        assertThat(WorkflowYaml.parse("name: n\ndescription: d\nsteps:\n").findings())
                .isEmpty();
    }

    @Test
    void parse_retry_hasPausesThatGrow() {
        assertThat(retry("{max_attempts: 3, backoff: {initial: 2s, factor: 3, max: 1m}}"))
                .isEqualTo(new Retry(3, Duration.ofSeconds(2), 3, Duration.ofMinutes(1)));
        assertThat(retry("{max_attempts: 3, backoff: {initial: 2s, factor: 1.5, max: 2s}}"))
                .isEqualTo(new Retry(3, Duration.ofSeconds(2), 1.5, Duration.ofSeconds(2)));
        assertThat(retry("{max_attempts: 3, backoff: {initial: 2s, factor: 1}}"))
                .isEqualTo(new Retry(3, Duration.ofSeconds(2), 1, Duration.ofSeconds(200)));
        assertThat(retry("{backoff: 0s}")).isEqualTo(Retry.NONE);
        for (String factor : List.of("0.99", "0", "-2", "1e400", "x", "[2]")) {
            assertThat(retry("{max_attempts: 3, backoff: {initial: 2s, factor: " + factor + "}}"))
                    .as(factor)
                    .isEqualTo(new Retry(3, Duration.ofSeconds(2), 2, Duration.ofSeconds(200)));
        }
        assertThat(retry("{max_attempts: 3, backoff: {initial: 2s, max: 1s}}")).isEqualTo(Retry.attempts(3));
        assertThat(retry("{max_attempts: 3, backoff: {initial: -PT2S}}").initial())
                .isZero();
    }

    private static Retry retry(String written) {
        return phases("{name: a, condition: auto, retry: " + written + "}")
                .draft()
                .orElseThrow()
                .phases()
                .get(0)
                .retry();
    }

    private static List<String> messages(Checked<?> read) {
        return read.findings().stream().map(Diagnostic::message).toList();
    }

    @Test
    void projectSchema_ofAScenarioBuiltInJava_looksAtAllItsValues() {
        ProjectSchema schema = new ProjectSchema(
                List.of("priority", "description", "x-owner", "phases", "inputs"),
                Map.of(
                        "priority", List.of("high"),
                        "x-team", List.of("core"),
                        "agents", List.of("x", "y"),
                        "condition", List.of("auto")));

        assertThat(messages(schema.check(Checked.of(Scenario.named("n")
                        .description(" ")
                        .extensions(Values.of("x-team", "web"))
                        .phase("a", p -> p.manual().agents("x", "z"))
                        .phase("b", p -> p.after("a").agents("y"))
                        .phase("c", p -> p.auto().agents("y"))
                        .build()))))
                .containsExactlyInAnyOrder(
                        "Missing required field: description",
                        "Missing required field: x-owner",
                        "Missing required field: inputs",
                        "Not allowed in this project: priority is medium",
                        "Not allowed in this project: x-team is web",
                        "Not allowed in this project: agents is z",
                        "Not allowed in this project: condition is manual");
        assertThat(messages(schema.check(Checked.of(Scenario.named("n")
                        .description("d")
                        .priority(Priority.HIGH)
                        .inputs(List.of(Input.required("i")))
                        .extensions(Values.of("x-owner", "anna"))
                        .build()))))
                .containsExactly("Missing required field: phases");
    }

    @Test
    void projectSchema_ofKeysWithoutValues_asksForThemAndAllowsThem() {
        ProjectSchema schema = new ProjectSchema(
                List.of("x-owner", "x-list"),
                Map.of("x-owner", List.of("anna"), "x-list", List.of("a"), "condition", List.of("auto")));
        String text = "name: n\ndescription: d\nx-owner: ~\nx-list: []\nphases: [{name: a}]\n";

        assertThat(messages(schema.check(ScenarioYaml.parse(text))))
                .contains("Missing required field: x-owner", "Missing required field: x-list")
                .noneMatch(message -> message.startsWith("Not allowed"));
        assertThat(messages(new ProjectSchema(List.of(), Map.of("x-list", List.of("a")))
                        .check(ScenarioYaml.parse("x-list: [a, b]\nphases: [{name: a, condition: manual}]\n"))))
                .contains("Not allowed in this project: x-list is b")
                .doesNotContain("Not allowed in this project: condition is manual");
    }

    @Test
    void agentFile_withoutFrontMatter_isAPrompt() {
        AgentDefinition agent =
                AgentFile.parse("Do it.\n---\nDo more.\n", "agents/b.md").orElseThrow();

        assertThat(agent.name()).isEqualTo("b");
        assertThat(agent.prompt()).isEqualTo("Do it.\n---\nDo more.");
        assertThat(AgentFile.parse("", "b.md").orElseThrow().prompt()).isEmpty();
    }

    @Test
    void agentFile_takesItsNameFromItsKeysOrElseFromItsFile() {
        Checked<AgentDefinition> nameless = AgentFile.parse("---\ndescription: d\n---\nDo it.", "b.md");
        assertThat(nameless.findings()).isEmpty();
        assertThat(nameless.orElseThrow().name()).isEqualTo("b");

        Checked<AgentDefinition> empty = AgentFile.parse("---\n---\nDo it.", "b.md");
        assertThat(empty.findings()).isEmpty();
        assertThat(empty.orElseThrow().prompt()).isEqualTo("Do it.");

        Checked<AgentDefinition> other = AgentFile.parse("---\nname: a\n---\nDo it.", "b.md");
        assertThat(messages(other)).containsExactly("The file is called b and the agent a");
        assertThat(other.orElseThrow().name()).isEqualTo("a");
    }

    @Test
    void agentFile_thatIsBroken_isNone(@TempDir Path folder) {
        Checked<AgentDefinition> list = AgentFile.parse("---\n- a\n---\nDo it.", "b.md");
        assertThat(messages(list)).containsExactly("Expected a map of keys: the front matter is a list");
        assertThat(list.draft()).isEmpty();
        for (String front : List.of("@a", "name: b\nx-a: @a")) {
            Checked<AgentDefinition> broken = AgentFile.parse("---\n" + front + "\n---\nDo it.", "b.md");
            assertThat(broken.findings()).extracting(Diagnostic::code).containsExactly("invalid-yaml");
            assertThat(broken.draft()).isEmpty();
        }
        Checked<AgentDefinition> longLine = AgentFile.parse("x".repeat(Limits.DEFAULT.lineBytes() + 1), "b.md");
        assertThat(longLine.findings()).extracting(Diagnostic::code).containsExactly("line-too-long");
        assertThat(longLine.draft()).isEmpty();
        Checked<AgentDefinition> none = AgentFile.read(folder.resolve("none.md"));
        assertThat(messages(none)).containsExactly("The file cannot be read: it does not exist");
        assertThat(none.draft()).isEmpty();
    }

    @Test
    void parse_whatAnAliasRepeats_isReportedOnce() {
        assertThat(ScenarioYaml.parse("x-a: &p [{name: .inf}]\nx-b: *p\n").findings())
                .extracting(Diagnostic::code)
                .containsOnlyOnce("not-json");
    }

    @Test
    void write_whatIsAsByDefault_isLeftOut() {
        String text = ScenarioYaml.write(Scenario.named("n")
                .phase("a", p -> p.auto().retry(Retry.attempts(3)))
                .build());
        assertThat(text).doesNotContain("priority", "backoff").contains("max_attempts: 3");

        Retry grows = new Retry(3, Duration.ofSeconds(10), 2, Duration.ofSeconds(10));
        assertThat(ScenarioYaml.write(Scenario.named("n")
                        .phase("a", p -> p.auto().retry(grows))
                        .build()))
                .contains("factor: 2.0");
        Retry longer = new Retry(3, Duration.ofSeconds(10), 1, Duration.ofSeconds(20));
        assertThat(ScenarioYaml.write(Scenario.named("n")
                        .phase("a", p -> p.auto().retry(longer))
                        .build()))
                .contains("max: 20s");
    }

    @Test
    void write_twoInputsOfOneName_isRefused() {
        Scenario scenario = Scenario.named("n")
                .inputs(List.of(Input.required("a"), new Input("a", Optional.of("c"))))
                .build();

        assertThatThrownBy(() -> ScenarioYaml.write(scenario)).hasMessage("two inputs are called a");
    }

    @Test
    void parse_factor_mayBeWrittenInAnyBase() {
        assertThat(phases("{name: a, retry: {max_attempts: 2, backoff: {initial: 1s, factor: 0x10}}}")
                        .draft()
                        .orElseThrow()
                        .phases()
                        .get(0)
                        .retry()
                        .factor())
                .isEqualTo(16);
    }

    /** Whether that is an older or a newer condition cannot be known. */
    @Test
    void parse_conditionWithoutAName_isOfNoDialect() {
        assertThat(phases("{name: a, condition: automatic}", "{name: b, condition: 'after:,'}")
                        .findings())
                .extracting(Diagnostic::code)
                .contains("empty-name")
                .doesNotContain("mixed-dialects");
    }

    @Test
    void agentFile_commandOfNoWords_isAFinding() {
        for (String command : List.of("[]", "[\"\", a]", "\" \"")) {
            assertThat(AgentFile.parse("---\ncommand: " + command + "\n---\nDo it.", "b.md")
                            .findings())
                    .as(command)
                    .extracting(Diagnostic::code)
                    .containsExactly("empty-command");
        }
        assertThat(AgentFile.parse("---\ncommand: a b\n---\nDo it.", "b.md").findings())
                .isEmpty();
    }

    @Test
    void write_namesThatNoConditionCanHave_areRefused() {
        for (String name : List.of("", " ", " a", "a ", "a,b")) {
            Scenario scenario =
                    Scenario.named("n").phase("p", p -> p.after(name)).build();
            assertThatThrownBy(() -> ScenarioYaml.write(scenario))
                    .hasMessageContaining("a condition cannot be written");
        }
    }

    @Test
    void write_stepOfAWorkflow_saysNoMoreThanThereIs() {
        Step step = new Step("a", "", Optional.of("Do it."), Optional.empty(), List.of(), Values.none());

        assertThat(WorkflowYaml.write(new Workflow("w", "d", List.of(step), Values.none())))
                .endsWith("steps:\n  - name: a\n    prompt: Do it.\n");
    }
}
