package dev.cortex.quickstart;

// region host-test
import static dev.cortex.testkit.RunAssert.assertThat;

import dev.cortex.api.event.Fact;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.EventRecorder;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReleaseDeskRunsTest {
    @Test
    void approvedNotes_arePublished() throws Exception {
        ScriptedAgents agents = new ScriptedAgents(new ManualTime());
        EventRecorder events = new EventRecorder();
        try (ReleaseDesk desk = new ReleaseDesk(agents, new InMemoryStateStore(), events)) {
            desk.write("1.0").toCompletableFuture().get(20, TimeUnit.SECONDS);
            RunView end = desk.approve("anna").toCompletableFuture().get(20, TimeUnit.SECONDS);
            events.await(event -> event.fact() instanceof Fact.RunEnded, Duration.ofSeconds(20));
            assertThat(end, events.events())
                    .is(RunStatus.COMPLETED)
                    .asked("publish")
                    .worked("publish", 1);
        }
    }
}
// endregion
