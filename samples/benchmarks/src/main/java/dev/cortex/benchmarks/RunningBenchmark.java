package dev.cortex.benchmarks;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.RunView;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.InMemoryStateStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What cortex itself costs a run: its agents and evaluators answer at once, and the journal is in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class RunningBenchmark {
    /** How many phases follow one another. Ten times as many should take ten times as long. */
    @Param({"1000", "10000"})
    public int phases;

    private Plan plan = Journals.chain("one", 1, 1);

    /** Plans the scenario. */
    @Setup
    public void plan() {
        plan = Journals.chain("chain", phases, 1);
    }

    /** From the start to the end. */
    @Benchmark
    public RunView run() throws Exception {
        try (Cortex cortex = Cortex.builder()
                .store(new InMemoryStateStore())
                .agents((work, stop) -> CompletableFuture.completedFuture(AgentResult.success("done")))
                .criteria((check, stop) -> CompletableFuture.completedFuture(Verdict.met("seen", "benchmark")))
                .build()) {
            return cortex.start(plan).ended().toCompletableFuture().get(5, TimeUnit.MINUTES);
        }
    }
}
