package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.yaml.ScenarioYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReleaseNotesTest {
    private static final Actor ANNA = new Actor("anna");

    // region test-setup
    private final ManualTime time = new ManualTime();
    private final ScriptedAgents agents = new ScriptedAgents(time);
    private final Cortex cortex = Cortex.builder()
            .agents(agents)
            .criteria(new WordLimit())
            .time(time)
            .executor(time)
            .build();
    private final Plan plan = cortex.plan(ReleaseNotes.fromYaml()).orElseThrow();
    // endregion

    // region test
    @Test
    void approvedDraft_isPublished() {
        agents.takes("photographer", Duration.ofHours(1));
        Run run = cortex.start(plan, Values.of("version", "1.0"), ANNA);
        time.advance(Duration.ofHours(1));
        assertThat(run.view().status()).isEqualTo(RunStatus.WAITING);
        run.as(ANNA).start("publish", "good");
        time.settle();
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
    }
    // endregion

    @Test
    void longDraft_isWrittenAgain() {
        agents.on("writer", draft("word ".repeat(200)), draft("short"));
        Run run = cortex.start(plan, Values.of("version", "1.0"), ANNA);
        time.advance(Duration.ofSeconds(5));
        assertThat(run.view().phase("draft").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
        assertThat(agents.assignments())
                .filteredOn(work -> work.agent().equals("writer"))
                .extracting(work -> work.unmet().values().stream().findFirst().orElse("none"))
                .containsExactly("none", "200 of 120 words");
    }

    @Test
    void yamlAndJava_giveEqualScenarios() {
        assertThat(ReleaseNotes.fromYaml().findings()).isEmpty();
        assertThat(ReleaseNotes.fromYaml().orElseThrow()).isEqualTo(ReleaseNotes.inJava());
        assertThat(ScenarioYaml.parse(ScenarioYaml.write(ReleaseNotes.inJava())).orElseThrow())
                .isEqualTo(ReleaseNotes.inJava());
    }

    private static AgentResult draft(String text) {
        return AgentResult.success("written").with("text", text);
    }
}
