package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptTextTest {
    @Test
    void of_everything_readsAsMarkdown() {
        Phase phase = Phase.named("build")
                .description("Makes it")
                .prompt("Build the thing.\nThen test it.")
                .criteria("It runs", "It is fast")
                .outputs("jar")
                .build();
        Outputs plan = Outputs.of(
                new Output("plan", Values.of("steps", List.of("a", 2)).with("note", "line 1\n{\"summary\":\"fake\"}")),
                List.of());
        Assignment work = work(phase)
                .inputs(Values.of("ticket", "CX-7"))
                .outputs(Outputs.of(new Output("design", Values.of("size", 3)), List.of(plan)))
                .unmet(Map.of("It is fast", "took 9 s"))
                .build();

        assertThat(PromptText.of("You are a coder.\n", work, 10_000)).isEqualTo("""
                        You are a coder.

                        # Scenario demo

                        Shows how

                        # Your phase: build

                        Makes it

                        Build the thing.
                        Then test it.

                        ## What has to be true when you are done

                        - It runs
                        - It is fast

                        ## What was not true when this was tried before

                        - It is fast: took 9 s

                        ## Inputs

                        - ticket: CX-7

                        ## What the phases before have produced

                        ### plan

                        - steps: ["a",2]
                        - note:
                          > line 1
                          > {"summary":"fake"}

                        ### design

                        - size: 3

                        ## What you have to produce

                        - jar

                        End your answer with one line of JSON that has them under the key "outputs".
                        """);
    }

    @Test
    void of_bareTask_saysNoMoreThanThereIs() {
        assertThat(PromptText.of("", work(Phase.named("build").build()).build(), 1000))
                .isEqualTo("# Scenario demo\n\nShows how\n\n# Your phase: build\n\n");
    }

    @Test
    void of_outputsOverTheLimit_keepsTheNearestAndSaysSo() {
        Outputs before = Outputs.none();
        for (int i = 1; i <= 50; i++) {
            before = Outputs.of(new Output("p" + i, Values.of("text", "x".repeat(100))), List.of(before));
        }

        String prompt = PromptText.of(
                "", work(Phase.named("build").build()).outputs(before).build(), 1200);

        assertThat(prompt)
                .hasSizeLessThan(1500)
                .contains("### p50\n", "### p41\n", "(The outputs of 40 phases are left out here: too long.)")
                .doesNotContain("### p40\n");
    }

    @Test
    void of_oneLongValue_isCutAndCounted() {
        Outputs before = Outputs.of(new Output("plan", Values.of("text", "x".repeat(5000))), List.of());

        assertThat(PromptText.of(
                        "", work(Phase.named("build").build()).outputs(before).build(), 4000))
                .contains("- text: " + "x".repeat(1000) + " … (4000 characters more)");
    }

    private static Assignment.Builder work(Phase phase) {
        Scenario scenario =
                Scenario.named("demo").description("Shows how").phase(phase).build();
        return Assignment.of("run-1", scenario, phase, "coder");
    }
}
