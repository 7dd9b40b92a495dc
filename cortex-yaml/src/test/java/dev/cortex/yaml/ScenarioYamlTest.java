package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.scenario.Workflow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
}
