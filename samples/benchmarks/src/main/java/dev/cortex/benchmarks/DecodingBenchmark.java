package dev.cortex.benchmarks;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.core.journal.Json;
import dev.cortex.core.machine.RunMachine;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one event of a journal costs: to write it, to read it alone or among others, to fold it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DecodingBenchmark {
    private static final int PHASES = 20;
    private static final int ATTEMPTS = 20;
    private static final int EVENTS = 1_000;

    private Plan plan = Journals.chain("short", PHASES, ATTEMPTS);
    private List<RunEvent> events = List.of();
    private List<String> lines = List.of();

    /** Makes the events, all of one run, without the first one, which holds the scenario. */
    @Setup
    public void make() {
        plan = Journals.chain("short", PHASES, ATTEMPTS);
        events = Journals.events("r", plan).subList(0, EVENTS + 1);
        lines = events.stream().skip(1).map(Json::write).toList();
    }

    /** One line after the other, each as if it came alone. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void readAlone(Blackhole hole) {
        for (int i = 0; i < EVENTS; i++) {
            hole.consume(Json.event("r", i + 2L, lines.get(i)));
        }
    }

    /** All lines with one call. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void readTogether(Blackhole hole) {
        Json.events("r", 2, lines, hole::consume);
    }

    /** The same lines as plain maps, which is what any reader of JSON does. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void readPlain(Blackhole hole) {
        lines.forEach(line -> hole.consume(Json.read(line)));
    }

    /** Events as lines. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void write(Blackhole hole) {
        events.subList(1, EVENTS + 1).forEach(event -> hole.consume(Json.write(event)));
    }

    /** What the events mean. */
    @Benchmark
    @OperationsPerInvocation(EVENTS + 1)
    public RunMachine fold() {
        RunMachine machine = RunMachine.of("r", plan);
        events.forEach(machine::apply);
        return machine;
    }
}
