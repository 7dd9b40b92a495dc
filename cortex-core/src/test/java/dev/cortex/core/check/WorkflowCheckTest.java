package dev.cortex.core.check;

import static dev.cortex.core.check.ChecksTest.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.scenario.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowCheckTest {
    @Test
    void workflow_thatIsSound_becomesAScenario() {
        Workflow workflow = Workflow.of("w", "d", Step.of("a", "do a"), described("b", "what b is"));

        Checked<Scenario> checked = Checks.check(workflow, Optional.of(Set::of));

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.orElseThrow()).isEqualTo(workflow.toScenario());
    }

    @Test
    void workflow_ofNothing_isMissingAllThatIsRequired() {
        Checked<Scenario> checked = Checks.check(Workflow.of("", ""), Optional.empty());

        assertThat(checked.draft()).isEmpty();
        assertThat(lines(checked))
                .containsExactly(
                        "ERROR /name: Missing required field: name [missing-field]",
                        "ERROR /description: Missing required field: description [missing-field]",
                        "ERROR /steps: Missing required field: steps [missing-field] (list at least one step)");
    }

    @Test
    void step_withNeitherPromptNorDescription_isMissingItsPrompt_alsoIfItHasAnAgent() {
        assertThat(find(described("a", ""), described("b", "").by("coder")))
                .containsExactly(
                        "ERROR /steps/0/prompt: Missing required field: prompt [missing-field]"
                                + " (a description would do in its place)",
                        "ERROR /steps/1/prompt: Missing required field: prompt [missing-field]"
                                + " (a description would do in its place)");
    }

    @Test
    void steps_ofOneName_areDuplicatesAndNothingElse() {
        assertThat(find(Step.of("a", "x"), Step.of("a", "y"), Step.of("", "z"), Step.of("", "z")))
                .containsExactly(
                        "ERROR /steps/1/name: Duplicate step name: a [duplicate-step] (give each step a name of its own)",
                        "ERROR /steps/2/name: Missing required field: name [missing-field]",
                        "ERROR /steps/3/name: Missing required field: name [missing-field]");
    }

    @Test
    void step_keepsTheRulesForPhases() {
        Step step = new Step("a,b", "", Optional.of("x"), Optional.of("nobody"), List.of("o", "o"), Values.none());

        assertThat(lines(Checks.check(Workflow.of("w", "d", step), Optional.of(() -> Set.of("coder")))))
                .containsExactly(
                        "ERROR /steps/0/name: Invalid step name: a,b [invalid-name]"
                                + " (conditions list phases between commas, so the name of one has no `,`)",
                        "ERROR /steps/0/agent: Agent not found: nobody [agent-not-found]",
                        "WARNING /steps/0/outputs/1: Duplicate output: o [duplicate-output] (listed once is enough)");
    }

    private static Step described(String name, String description) {
        return new Step(name, description, Optional.empty(), Optional.empty(), List.of(), Values.none());
    }

    private static List<String> find(Step... steps) {
        return lines(Checks.check(Workflow.of("w", "d", steps), Optional.empty()));
    }
}
