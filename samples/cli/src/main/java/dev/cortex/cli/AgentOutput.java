package dev.cortex.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tells what the agents of a run write, line by line as it grows, from the logs in which it is kept. */
final class AgentOutput {
    /** Of more at once the last part is told: it is for looking on, and the log has all. */
    private static final int MOST = 16 * 1024;

    private final Path folder;
    private final Consumer<String> line;
    private final Map<Path, Long> told = new HashMap<>();

    /**
     * The output of the agents of a run; what they have written before is no news.
     *
     * @param programs the folder for what belongs to programs
     * @param line hears each line
     */
    AgentOutput(Path programs, String run, Consumer<String> line) {
        this.folder = programs.resolve("logs").resolve(run);
        this.line = line;
        logs().forEach(log -> told.put(log, size(log)));
    }

    /** Tells what is new. */
    void tell() {
        for (Path log : logs()) {
            try {
                tell(log, told.getOrDefault(log, 0L));
            } catch (IOException unreadable) {
                // It is for looking on: the run does not depend on it.
            }
        }
    }

    private void tell(Path log, long from) throws IOException {
        long size = size(log);
        if (size <= from) {
            return;
        }
        long begin = Math.max(from, size - MOST);
        byte[] bytes = new byte[(int) (size - begin)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(begin);
            file.readFully(bytes);
        }
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        told.put(log, begin + end);
        if (begin > from) {
            line.accept("      " + author(log) + " | ... (" + (begin - from) + " bytes left out)");
        }
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .filter(one -> one.startsWith("out| ") || one.startsWith("err| "))
                .forEach(one -> line.accept("      " + author(log) + " | " + Visible.clip(one.substring(5))));
    }

    /** {@return the phase and the agent, which the name of the file begins with} */
    private static String author(Path log) {
        String[] parts = String.valueOf(log.getFileName()).split("\\.", 3);
        return parts[0] + "/" + parts[Math.min(1, parts.length - 1)];
    }

    private List<Path> logs() {
        List<Path> logs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.log")) {
                files.forEach(logs::add);
            } catch (IOException | DirectoryIteratorException gone) {
                return List.of();
            }
        }
        logs.sort(null);
        return logs;
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException gone) {
            return 0;
        }
    }
}
