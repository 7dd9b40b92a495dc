package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sizes that a person would not write and a program might. How long they take is for benchmarks; that they end is for here. */
@Timeout(120)
class ScaleTest {
    private static final int MANY = 10_000;
    private static final int FEW_THREADS = 400;

    private static final AgentActivator NO_OP =
            (work, stop) -> CompletableFuture.completedFuture(AgentResult.success("done"));

    /** Agents that wait, and count how many of them wait at once. */
    private static final class Waiting implements AgentActivator {
        private final Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, Runnable::run);
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        now.decrementAndGet();
                        return AgentResult.success("waited");
                    },
                    later);
        }
    }

    private static RunView run(Scenario scenario, AgentActivator agents) throws Exception {
        try (Cortex cortex = Cortex.builder().agents(agents).build()) {
            Run run = cortex.start(cortex.plan(scenario).orElseThrow());
            return run.ended().toCompletableFuture().get(100, TimeUnit.SECONDS);
        }
    }

    @Test
    void chain_ofTenThousandPhases_completes() throws Exception {
        Scenario.Builder chain = Scenario.named("chain").description("one after the other");
        for (int i = 0; i < MANY; i++) {
            int before = i - 1;
            chain.phase("p" + i, p -> (before < 0 ? p.auto() : p.after("p" + before)).agents("a"));
        }
        assertThat(run(chain.build(), NO_OP).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void crowd_ofTenThousandParallelPhases_waitsAtOnceAndWithoutAThreadEach() throws Exception {
        Scenario.Builder crowd = Scenario.named("crowd").description("all at once");
        IntStream.range(0, MANY)
                .forEach(i -> crowd.phase("p" + i, p -> p.auto().parallel().agents("a")));
        Waiting agents = new Waiting();
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        assertThat(run(crowd.build(), agents).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(ManagementFactory.getThreadMXBean().getPeakThreadCount()).isLessThan(FEW_THREADS);
    }

    @Test
    void phase_ofTenThousandAgentsTogether_completes() throws Exception {
        Scenario scenario = Scenario.named("together")
                .description("one phase, many agents")
                .phase(
                        "all",
                        p -> p.auto()
                                .agentMode(AgentMode.PARALLEL)
                                .agents(IntStream.range(0, MANY)
                                        .mapToObj(i -> "a" + i)
                                        .toList()))
                .build();
        Waiting agents = new Waiting();
        assertThat(run(scenario, agents).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(agents.most.get()).isGreaterThan(MANY / 2);
    }
}
