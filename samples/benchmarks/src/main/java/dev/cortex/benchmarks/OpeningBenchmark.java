package dev.cortex.benchmarks;

import dev.cortex.api.run.RunView;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.FileStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/**
 * A long journal, opened once by a process that has done nothing before, as a command does. Reading alone is what the
 * store does; viewing decodes and folds every event besides.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgs = "-Xmx256m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class OpeningBenchmark {
    /** How many phases the run has. */
    @Param({"2000", "20000"})
    public int phases;

    /** About how many events. */
    @Param("1000000")
    public int events;

    private Path folder = Path.of("");
    private long size;

    /** Writes the journal, unless one from before is there. */
    @Setup
    public void write() throws IOException {
        int attempts = Math.max(1, (events / phases - 10) / 2);
        folder = Path.of(System.getProperty("java.io.tmpdir"), "cortex-benchmark-" + phases + "-" + attempts);
        Path done = folder.resolve("whole");
        if (!Files.exists(done)) {
            long written = Journals.store(new FileStateStore(folder), "r", Journals.chain("long", phases, attempts));
            Files.writeString(done, Long.toString(written));
        }
        size = Long.parseLong(Files.readString(done));
    }

    /** Reads, and checks each line. */
    @Benchmark
    public long read() {
        return size(new FileStateStore(folder).read("run-r", 0, line -> {}));
    }

    /** Reads, decodes and folds. */
    @Benchmark
    public RunView view() {
        try (Cortex cortex = Cortex.builder().store(new FileStateStore(folder)).build()) {
            RunView view = cortex.find("r").orElseThrow().view();
            size(view.standing().events());
            return view;
        }
    }

    private long size(long found) {
        if (found != size) {
            throw new IllegalStateException(found + " events instead of " + size + " in " + List.of(folder));
        }
        return found;
    }
}
