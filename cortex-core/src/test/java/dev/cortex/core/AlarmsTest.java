package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.Time;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run comes to its deadlines, however finely they lie and however roughly the clock goes. */
@Timeout(60)
class AlarmsTest {
    private static final int ATTEMPTS = 200;

    private static RunStatus status(Cortex.Builder builder, Duration backoff) throws Exception {
        Scenario scenario = Scenario.named("again")
                .description("an agent that fails often")
                .phase("a", p -> p.auto().agents("a").retry(new Retry(ATTEMPTS, backoff, 1, backoff)))
                .build();
        try (Cortex cortex = builder.agents((work, stop) -> CompletableFuture.completedFuture(
                        work.attempt() == ATTEMPTS ? AgentResult.success("") : AgentResult.failure("not yet")))
                .build()) {
            return cortex.start(cortex.plan(scenario).orElseThrow())
                    .ended()
                    .toCompletableFuture()
                    .get(50, TimeUnit.SECONDS)
                    .status();
        }
    }

    @Test
    void backoff_shorterThanTheClockShows_isWaitedFor() throws Exception {
        assertThat(status(Cortex.builder(), Duration.ofNanos(1))).isEqualTo(RunStatus.COMPLETED);
        assertThat(status(Cortex.builder(), Duration.ofNanos(300_001))).isEqualTo(RunStatus.COMPLETED);
    }

    /** Rings at once, whenever it was to ring. */
    private static final class Hasty implements Time {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void at(Instant moment, Runnable action) {
            CompletableFuture.delayedExecutor(100, TimeUnit.MICROSECONDS).execute(action);
        }
    }

    @Test
    void alarm_thatRingsEarly_isSetAgain() throws Exception {
        assertThat(status(Cortex.builder().time(new Hasty()), Duration.ofMillis(2)))
                .isEqualTo(RunStatus.COMPLETED);
    }
}
