package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A test of the tests: each bug of {@code src/test/planted} is planted alone, in a JVM of its own, and a simulation has to
 * find it; in the code as it is no simulation finds anything. {@code -Dcortex.planted=NAME} has only those whose names
 * contain that.
 */
class PlantedBugsTest {
    private static final int AT_ONCE = 2;
    private static final long LONGEST_SECONDS = 100;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    @TempDir
    private Path temp;

    private record Outcome(int exit, String said, double seconds) {}

    @AfterEach
    void endAll() {
        threads.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> everyPlantedBug_isFound() throws IOException {
        String only = System.getProperty("cortex.planted", "");
        List<DynamicTest> tests = new ArrayList<>();
        List<PlantedBug> bugs = PlantedBug.all();
        assertThat(bugs).hasSizeGreaterThanOrEqualTo(25);
        for (Hunt hunt : Hunt.values()) {
            tests.add(later("no bug, " + hunt, () -> {
                Outcome outcome = run(hunt, Files.createDirectory(temp.resolve("none-" + hunt)));
                System.out.printf("nothing found by %s in %.1f s%n", hunt, outcome.seconds());
                assertThat(outcome.exit()).as(outcome.said()).isZero();
                return outcome;
            }));
        }
        for (PlantedBug bug : bugs) {
            if (bug.name().contains(only)) {
                tests.add(later(bug.name(), () -> {
                    Path overlay = Files.createDirectory(temp.resolve(bug.name()));
                    bug.plant(overlay);
                    Outcome outcome = run(bug.hunt(), overlay);
                    System.out.printf(
                            "%s, found by %s in %.1f s: %s%n",
                            bug.name(), bug.hunt(), outcome.seconds(), outcome.said());
                    assertThat(outcome.exit())
                            .as(bug.name() + ": " + outcome.said())
                            .isEqualTo(Hunt.FOUND);
                    return outcome;
                }));
            }
        }
        return tests.stream();
    }

    /** Begins at once, two at a time, in a pool; the test waits for it. */
    private DynamicTest later(String name, Callable<Outcome> hunt) {
        Future<Outcome> future = threads.submit(hunt);
        return DynamicTest.dynamicTest(name, () -> {
            try {
                future.get();
            } catch (ExecutionException failed) {
                throw failed.getCause();
            }
        });
    }

    private static Outcome run(Hunt hunt, Path overlay) throws IOException, InterruptedException {
        Path said = overlay.resolve("said.txt");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        overlay + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        Hunt.class.getName(),
                        hunt.name(),
                        overlay.resolve("folder").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                return new Outcome(Hunt.FOUND, "it does not come to an end", LONGEST_SECONDS);
            }
            return new Outcome(process.exitValue(), words(said), (System.nanoTime() - start) / 1e9);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What was found, in two lines at most: where a schedule is named, the reason is in the second. */
    private static String words(Path said) throws IOException {
        String[] lines = Files.readString(said).split("\n");
        int first = 0;
        while (first < lines.length - 1 && !lines[first].startsWith("FOUND ")) {
            first++;
        }
        return String.join(", ", Arrays.copyOfRange(lines, first, Math.min(lines.length, first + 2)));
    }
}
