package dev.cortex.core.store;

import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A journal's file in the hands of a test: what a fresh store says of it. */
final class JournalFile {
    static final String NAME = "run-1";

    private final Path folder;

    JournalFile(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder.resolve(NAME + ".jsonl");
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(path());
    }

    void write(byte[] bytes) throws IOException {
        Files.write(path(), bytes);
    }

    /** What a store that has seen nothing yet reads: its lines, its warnings, or how it refuses. */
    record Reading(List<String> lines, List<String> warnings, String refusal) {}

    Reading read() {
        List<String> lines = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try {
            long size = new FileStateStore(folder, warnings::add).read(NAME, 0, lines::add);
            if (size != lines.size()) {
                throw new AssertionError("a size of " + size + " with " + lines.size() + " lines");
            }
            return new Reading(lines, warnings, "");
        } catch (StateException e) {
            return new Reading(lines, warnings, e.getMessage());
        }
    }

    /** A journal of the batches {@code 1}, {@code 2 3} and {@code 4 5}. */
    static JournalFile small(Path folder) {
        FileStateStore store = new FileStateStore(folder);
        store.append(NAME, 0, lines(1, 1));
        store.append(NAME, 1, lines(2, 3));
        store.append(NAME, 3, lines(4, 5));
        return new JournalFile(folder);
    }

    static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            lines.add("{\"type\":\"line\",\"i\":" + i + "}");
        }
        return lines;
    }
}
