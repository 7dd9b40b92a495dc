package dev.cortex.quickstart;

import static dev.cortex.testkit.RunAssert.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Ending.Cause;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.TestBench;
import dev.cortex.testkit.junit.EngineExtension;
import dev.cortex.testkit.junit.ScenarioFile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PoorWritersTest {
    @RegisterExtension
    static final EngineExtension<Cortex> ENGINE = PublishingTest.ENGINE;

    // region misbehaviour
    @Test
    void writerWhoNeverAnswers_failsTheNotes(
            @ScenarioFile(PublishingTest.NOTES) Plan plan, Cortex cortex, TestBench bench) {
        bench.agents().on("draft/writer", Reply.breaks(new IOException("no network")), Reply.never());
        Run run = cortex.start(plan, Values.of("version", "1.0"), TestBench.PERSON);
        bench.time().advance(Duration.ofHours(1));
        assertThat(run).failed("draft", Cause.TIMEOUT).worked("writer", 2).neverStarted("publish");
    }
    // endregion

    @Test
    void draftThatIsTooLong_isWrittenAgain(
            @ScenarioFile(PublishingTest.NOTES) Plan plan, Cortex cortex, TestBench bench) {
        bench.agents()
                .on(
                        "writer",
                        AgentResult.success("").with("text", "word ".repeat(200)),
                        AgentResult.success("").with("text", "short"));
        Run run = cortex.start(plan, Values.of("version", "1.0"), TestBench.PERSON);
        bench.time().advance(Duration.ofMinutes(1));
        assertThat(run).is(RunStatus.COMPLETED).worked("writer", 2).output("draft", "text", "short");
    }
}
