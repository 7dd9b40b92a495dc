package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.InvalidDefinitionException;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.core.Cortex;
import dev.cortex.core.plan.Diagram;
import dev.cortex.yaml.ScenarioYaml;
import dev.cortex.yaml.WorkflowYaml;
import dev.cortex.yaml.YamlFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    @TempDir
    Path folder;

    private final List<String> printed = new ArrayList<>();
    private final Cortex cortex = Cortex.builder().build();

    @Test
    void findings_haveAPlaceEach() throws IOException {
        Path file = folder.resolve("release.yaml");
        Files.writeString(file, "name: release\nphases:\n  - {name: build, condition: after:tests, agents: [coder]}\n");
        // region findings
        Checked<Plan> checked = cortex.plan(ScenarioYaml.read(file));
        for (Diagnostic finding : checked.findings()) {
            print(finding.toString());
        }
        if (checked.ok()) {
            Plan plan = checked.orElseThrow();
            print("runs in this order: " + plan.waves());
        }
        // endregion
        assertThat(printed)
                .hasSize(2)
                .anyMatch(line -> line.contains("release.yaml:1:1: error: Missing required field: description"))
                .anyMatch(line -> line.contains("release.yaml:3:30: error: Unknown condition: after:tests"));
        assertThatThrownBy(checked::orElseThrow).isInstanceOf(InvalidDefinitionException.class);
    }

    @Test
    void plan_saysWhatWillHappen() {
        Scenario scenario = ReleaseNotes.inJava();
        // region plan
        Plan plan = cortex.plan(scenario).orElseThrow();
        print("waves: " + plan.waves());
        print("gates: " + plan.gates());
        print("together: " + plan.opportunities());
        print("longest way: " + plan.criticalPath());
        print(Diagram.MERMAID.of(plan));
        // endregion
        assertThat(printed)
                .contains("waves: [[collect, screenshots], [draft], [publish]]")
                .contains("gates: [publish]")
                .contains("together: [[collect, screenshots]]")
                .contains("longest way: [collect, draft, publish]");
    }

    @Test
    void workflow_isAChainOfPhases() {
        // region workflow
        Workflow workflow = Workflow.of(
                "modernize",
                "Bring old code up to date",
                Step.of("survey", "List what is old"),
                Step.of("rewrite", "Rewrite it").by("coder"));
        Plan plan = cortex.planWorkflow(workflow).orElseThrow();
        // endregion
        assertThat(plan.waves()).containsExactly(List.of("survey"), List.of("rewrite"));
        assertThat(WorkflowYaml.parse(WorkflowYaml.write(workflow)).orElseThrow())
                .isEqualTo(workflow);
    }

    @Test
    void writtenScenario_isReadAgain() {
        Scenario scenario = ReleaseNotes.inJava();
        // region write
        String yaml = ScenarioYaml.write(scenario);
        Scenario again = ScenarioYaml.parse(yaml).orElseThrow();
        // endregion
        assertThat(again).isEqualTo(scenario);
    }

    @Test
    void folder_isALoader() throws IOException {
        Path home = folder;
        Path scenarios = Files.createDirectories(home.resolve("scenarios"));
        Files.writeString(scenarios.resolve("release-notes.yaml"), ScenarioYaml.write(ReleaseNotes.inJava()));
        // region loader
        DefinitionLoader<Scenario> loader = YamlFolder.scenarios(home.resolve("scenarios"), home);
        for (String name : loader.list()) {
            loader.load(name).map(cortex::plan).ifPresent(checked -> print(name + ": " + checked.findings()));
        }
        // endregion
        assertThat(printed).containsExactly("release-notes: []");
        assertThat(loader.load("release-notes").orElseThrow().orElseThrow()).isEqualTo(ReleaseNotes.inJava());
    }

    @Test
    void catalog_findsUnknownAgents() {
        // region catalog
        Cortex strict = Cortex.builder()
                .catalog(() -> Set.of("historian", "photographer", "writer"))
                .build();
        Checked<Plan> checked = strict.plan(ReleaseNotes.fromYaml());
        // endregion
        assertThat(checked.findings()).extracting(Diagnostic::message).containsExactly("Agent not found: publisher");
    }

    @Test
    void policy_isPartOfThePlan() {
        // region policy
        Policy policy =
                Policy.STANDARD.with(Overlap.DAG).with(Verification.STRICT).withGrace(Duration.ofSeconds(5));
        Cortex careful = Cortex.builder().policy(policy).build();
        // endregion
        Plan plan = careful.plan(ReleaseNotes.inJava()).orElseThrow();
        assertThat(plan.policy()).isEqualTo(policy);
        assertThat(plan.lane()).isEmpty();
    }

    private void print(String line) {
        printed.add(line);
    }
}
