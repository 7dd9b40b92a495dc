package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.core.agents.ProcessAgentActivator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells what the agents of a run write, line by line as it grows, from the logs in which it is kept. Safe for use by
 * many threads.
 */
final class AgentOutput {
    /** Of more at once the last part is told: it is for looking on, and the log has all. */
    private static final int MOST = 16 * 1024;

    private final Path programs;
    private final String run;
    private final Consumer<String> line;
    private final Set<Author> atWork = new LinkedHashSet<>();
    private final Set<Author> ended = new HashSet<>();
    private final Map<Path, Long> told = new HashMap<>();

    private record Author(String phase, String agent) {}

    /**
     * The output of the agents of a run.
     *
     * @param programs the folder for what belongs to programs
     * @param line hears each line
     */
    AgentOutput(Path programs, String run, Consumer<String> line) {
        this.programs = programs;
        this.run = run;
        this.line = line;
    }

    /** Something has happened to the run: an agent begins or ends, perhaps. */
    synchronized void happened(RunEvent event) {
        if (event.fact() instanceof Fact.WorkStarted started) {
            Author author =
                    new Author(started.attempt().phase(), started.attempt().agent());
            // What was written before is no news.
            logs(author).stream()
                    .filter(log -> lastWritten(log).isBefore(event.at()))
                    .forEach(log -> told.put(log, size(log)));
            atWork.add(author);
            ended.remove(author);
        } else if (event.fact() instanceof Fact.WorkEnded done) {
            ended.add(new Author(done.attempt().phase(), done.attempt().agent()));
        }
    }

    /** Tells what is new. */
    synchronized void tell() {
        for (Author author : atWork) {
            for (Path log : logs(author)) {
                try {
                    tell(author, log, told.getOrDefault(log, 0L));
                } catch (IOException unreadable) {
                    // It is for looking on: the run does not depend on it.
                }
            }
        }
        atWork.removeAll(ended);
        ended.clear();
    }

    private void tell(Author author, Path log, long from) throws IOException {
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
        String start = "      " + author.phase() + "/" + author.agent() + " | ";
        if (begin > from) {
            line.accept(start + "... (" + (begin - from) + " bytes left out)");
        }
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .filter(one -> one.startsWith("out| ") || one.startsWith("err| "))
                .forEach(one -> line.accept(start + Visible.clip(one.substring(5))));
    }

    private List<Path> logs(Author author) {
        try {
            return ProcessAgentActivator.logs(programs, run, author.phase(), author.agent());
        } catch (UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private static Instant lastWritten(Path log) {
        try {
            return Files.getLastModifiedTime(log).toInstant();
        } catch (IOException gone) {
            return Instant.MAX;
        }
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException gone) {
            return 0;
        }
    }
}
