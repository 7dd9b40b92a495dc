package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Workflow;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TutorialTest {
    private static final Path FOLDER = Path.of("src/test/resources/tutorial");

    @ParameterizedTest
    @ValueSource(strings = {"full-stack-feature", "microservice-migration", "release-prep", "incident-response"})
    void scenario_ofTheTutorial_loadsWithoutFinding(String name) {
        Checked<Scenario> read = ScenarioYaml.read(FOLDER.resolve(name + ".yaml"));

        assertThat(read.findings()).isEmpty();
        assertThat(read.orElseThrow().name()).isEqualTo(name);
        assertThat(read.orElseThrow().phases()).hasSize(4);
    }

    @Test
    void workflow_ofTheTutorial_loadsWithoutFinding() {
        Checked<Workflow> read = WorkflowYaml.read(FOLDER.resolve("feature-development.yaml"));

        assertThat(read.findings()).isEmpty();
        assertThat(read.orElseThrow().steps())
                .extracting(Step::name)
                .containsExactly("Planning", "Implementation", "Testing", "Documentation");
        assertThat(read.orElseThrow().steps().get(3).prompt())
                .contains(
                        "Update documentation:\n1. Add/update docstrings\n2. Update README if needed\n3. Add usage examples\n");
    }

    @Test
    void scenario_builtInJava_isEqualToTheOneRead() {
        Scenario built = Scenario.named("release-prep")
                .description("Prepare for production release")
                .priority(Priority.CRITICAL)
                .type("deployment")
                .phase(
                        "changelog",
                        p -> p.description("Generate changelog and bump version")
                                .auto()
                                .agents("technical-writer")
                                .criteria("CHANGELOG.md updated", "Version bumped correctly"))
                .phase(
                        "test-suite",
                        p -> p.description("Run comprehensive tests")
                                .auto()
                                .parallel()
                                .agents("test-automator", "security-auditor")
                                .criteria("All tests pass", "No security vulnerabilities"))
                .phase(
                        "docs",
                        p -> p.description("Update documentation")
                                .auto()
                                .parallel()
                                .agents("api-documenter")
                                .criteria("API docs current", "Migration guide ready"))
                .phase(
                        "approval",
                        p -> p.description("Final review gate")
                                .after("test-suite", "docs", "changelog")
                                .agents("code-reviewer")
                                .criteria("Code review approved", "Release notes reviewed"))
                .build();

        assertThat(ScenarioYaml.read(FOLDER.resolve("release-prep.yaml")).orElseThrow())
                .isEqualTo(built);
    }

    @Test
    void source_knowsWhereElementsStand() {
        Path file = FOLDER.resolve("full-stack-feature.yaml");
        Checked<Scenario> read = ScenarioYaml.read(file);
        Phase integration = read.orElseThrow().phases().get(3);

        assertThat(integration.agents()).containsExactly("quality-engineer", "test-automator");
        assertThat(read.source().exact("/phases/3/condition")).contains(new Position(file.toString(), 43, 16));
        assertThat(read.source().exact("/phases/3/agents/1")).contains(new Position(file.toString(), 46, 9));
        assertThat(read.source().position("/phases/3/timeout")).contains(new Position(file.toString(), 41, 5));
        assertThat(read.source().position("/timeout")).contains(new Position(file.toString(), 1, 1));
        assertThat(read.source().exact("/timeout")).isEqualTo(Optional.empty());
    }
}
