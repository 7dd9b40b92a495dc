package dev.cortex.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Each benchmark runs once, with little to do: what it measures is for people to look at, that it works is for here. */
class BenchmarksTest {
    @Test
    void benchmarks_allRun() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include("dev\\.cortex\\.benchmarks\\..*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .param("phases", "20")
                        .param("events", "2000")
                        .param("lines", "2")
                        .shouldFailOnError(true)
                        .build())
                .run();

        assertThat(results.stream()
                        .map(RunResult::getParams)
                        .map(params -> params.getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "OpeningBenchmark.read",
                        "OpeningBenchmark.view",
                        "DecodingBenchmark.readAlone",
                        "DecodingBenchmark.readTogether",
                        "DecodingBenchmark.readPlain",
                        "DecodingBenchmark.write",
                        "DecodingBenchmark.fold",
                        "AppendingBenchmark.bare",
                        "AppendingBenchmark.files",
                        "AppendingBenchmark.memory",
                        "RunningBenchmark.run");
    }
}
