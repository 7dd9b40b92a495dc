package dev.cortex.benchmarks;

import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.core.store.InMemoryStateStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A durable append of some lines, beside a bare write and force of as many bytes to a file of the same disk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class AppendingBenchmark {
    private static final String LINE =
            "{\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"warned\",\"message\":\"" + "x".repeat(100) + "\"}";

    /** How many lines are appended together. */
    @Param({"1", "20"})
    public int lines;

    private Path folder = Path.of("");
    private StateStore files = new InMemoryStateStore();
    private StateStore memory = new InMemoryStateStore();
    private List<String> batch = List.of();
    private byte[] bytes = {};
    private RandomAccessFile bare = open(Path.of(System.getProperty("java.io.tmpdir")));
    private long inFiles;
    private long inMemory;

    /** Makes an empty folder below the one where the system keeps temporary files. */
    @Setup(Level.Iteration)
    public void make() throws IOException {
        folder = Files.createTempDirectory("cortex-benchmark");
        files = new FileStateStore(folder);
        memory = new InMemoryStateStore();
        batch = Collections.nCopies(lines, LINE);
        bytes = (LINE + "\n").repeat(lines).getBytes(StandardCharsets.UTF_8);
        bare = open(folder);
        inFiles = 0;
        inMemory = 0;
    }

    private static RandomAccessFile open(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "bare", "");
            file.toFile().deleteOnExit();
            return new RandomAccessFile(file.toFile(), "rw");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the folder. */
    @TearDown(Level.Iteration)
    public void remove() throws IOException {
        bare.close();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(folder);
    }

    /** Write and force, and nothing else. */
    @Benchmark
    public long bare() throws IOException {
        bare.write(bytes);
        bare.getFD().sync();
        return bare.getFilePointer();
    }

    /** The file store. */
    @Benchmark
    public long files() {
        if (!files.append("r", inFiles, batch)) {
            throw new IllegalStateException("not at " + inFiles);
        }
        inFiles += lines;
        return inFiles;
    }

    /** The store in memory. */
    @Benchmark
    public long memory() {
        if (!memory.append("r", inMemory, batch)) {
            throw new IllegalStateException("not at " + inMemory);
        }
        inMemory += lines;
        return inMemory;
    }
}
