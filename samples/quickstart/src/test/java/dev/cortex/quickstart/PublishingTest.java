package dev.cortex.quickstart;

// region scenario-test
import static dev.cortex.testkit.RunAssert.assertThat;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.TestBench;
import dev.cortex.testkit.junit.EngineExtension;
import dev.cortex.testkit.junit.ScenarioFile;
import dev.cortex.yaml.ScenarioYaml;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishingTest {
    static final String NOTES = "src/main/resources/dev/cortex/quickstart/release-notes.yaml";

    @RegisterExtension
    static final EngineExtension<Cortex> ENGINE = EngineExtension.of(bench -> Cortex.builder()
                    .agents(bench.agents())
                    .criteria(new WordLimit())
                    .listener(bench.operator())
                    .time(bench.time())
                    .executor(bench.time())
                    .build())
            .reading(ScenarioYaml::read)
            .planning(Cortex::plan);

    @Test
    void notes_waitForSlowPictures(@ScenarioFile(NOTES) Plan plan, Cortex cortex, TestBench bench) {
        bench.agents().takes("photographer", Duration.ofHours(1));
        bench.operator().takes("publish", Duration.ofDays(1));
        Run run = cortex.start(plan, Values.of("version", "1.0"), TestBench.PERSON);
        bench.time().advance(Duration.ofHours(25));
        assertThat(run).is(RunStatus.COMPLETED).took(Duration.ofHours(25)).overlapped("collect", "screenshots");
        assertThat(run).asked("publish").hasTimeline(Path.of("src/test/resources/timelines/published.txt"));
        assertThat(run).hasJournal(Path.of("src/test/resources/journals/published.txt"));
    }
}
// endregion
