package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs that are written down before they run, under a key, so that any process can end what is left of them. */
final class StartedPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(StartedPrograms.class);
    private static final Duration FORCE = Duration.ofSeconds(10);

    private final ProcessRecords records;
    private final Duration grace;
    private final Threads threads;
    private final Map<String, Program> working = new ConcurrentHashMap<>();

    /**
     * Programs of a folder.
     *
     * @param state the folder in which they are written down
     * @param grace how long one may take to end after the polite signal
     */
    StartedPrograms(Path state, Duration grace, Threads threads) {
        this.records = new ProcessRecords(state.resolve("processes"));
        this.grace = grace;
        this.threads = threads;
    }

    /** Writes down what is about to be started; returns the file with what it will read. */
    Path begin(String key, String mark, String input) throws IOException {
        return records.begin(key, mark, input);
    }

    /** Starts a program that was written down. If it cannot be started, it is forgotten. */
    Program start(String key, Launch launch, List<Pump.Sink> out, List<Pump.Sink> err) throws IOException {
        Program program;
        try {
            program = Program.start(launch, out, err, threads);
        } catch (IOException | RuntimeException e) {
            forget(key, launch.mark());
            throw e;
        }
        working.put(launch.mark(), program);
        quietly(() -> records.note(key, launch.mark(), List.of(program.root())));
        program.watch(seen -> quietly(() -> records.note(key, launch.mark(), seen)));
        program.ended().thenRun(() -> working.remove(launch.mark()));
        return program;
    }

    /** Removes what a program was to read. */
    void dropInput(String key, String mark) {
        quietly(() -> records.dropInput(key, mark));
    }

    void forget(String key, String mark) {
        quietly(() -> records.forget(key, mark));
    }

    /** Ends all programs that were started under a key, by whatever process, and forgets them. */
    CompletableFuture<Void> endAll(String key) throws IOException {
        List<ProcessRecords.Started> started = records.of(key);
        if (started.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<ProcessHandle> processes = new ArrayList<>();
        Set<String> marks = new HashSet<>();
        for (ProcessRecords.Started record : started) {
            marks.add(record.mark());
            processes.addAll(record.alive());
            // Who was asked to stop and is still there has had its time.
            Optional.ofNullable(working.get(record.mark())).ifPresent(program -> program.end(grace));
        }
        TreeEnding ending = TreeEnding.begin(processes, marks, grace, threads);
        return ending.gone()
                .copy()
                .orTimeout(grace.plus(FORCE).toMillis(), TimeUnit.MILLISECONDS)
                .handle((gone, problem) -> {
                    if (problem != null) {
                        throw new IllegalStateException("processes that cannot be ended: " + ending.left(), problem);
                    }
                    marks.forEach(mark -> forget(key, mark));
                    return null;
                });
    }

    private static void quietly(FileAction action) {
        try {
            action.run();
        } catch (IOException e) {
            // The mark still finds the process, and nobody's work depends on it.
            LOG.warn("a process record was not written or removed: {}", e.toString());
        }
    }

    private interface FileAction {
        void run() throws IOException;
    }
}
