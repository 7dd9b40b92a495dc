package dev.cortex.core.agents;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which runs use an agent, and what the first of them found. On disk, one file for each agent that is in use: a line
 * {@code found active} or {@code found inactive}, then a line {@code run <id>} for each run, the id as in a URL.
 *
 * @param foundActive whether the agent is to be active when no run uses it
 * @param runs who uses it; empty while its file is being given back
 */
record AgentMarks(boolean foundActive, Set<String> runs) {
    private static final String FOUND = "found ";
    private static final String RUN = "run ";

    AgentMarks {
        runs = new LinkedHashSet<>(runs);
    }

    /** The same, and one run more. */
    AgentMarks with(String run) {
        Set<String> more = new LinkedHashSet<>(runs);
        more.add(run);
        return new AgentMarks(foundActive, more);
    }

    /** The same, and only those runs. */
    AgentMarks only(Predicate<String> wanted) {
        Set<String> left = new LinkedHashSet<>(runs);
        left.removeIf(wanted.negate());
        return new AgentMarks(foundActive, left);
    }

    /** The same runs, and another end. */
    AgentMarks foundActive(boolean active) {
        return new AgentMarks(active, runs);
    }

    /** Reads the marks of an agent; empty if it is not in use. */
    static Optional<AgentMarks> read(Path folder, String agent) throws IOException {
        try {
            String text = Files.readString(file(folder, agent));
            Set<String> runs = new LinkedHashSet<>();
            text.lines()
                    .filter(line -> line.startsWith(RUN))
                    .forEach(line -> runs.add(URLDecoder.decode(line.substring(RUN.length()), StandardCharsets.UTF_8)));
            return Optional.of(new AgentMarks(text.startsWith(FOUND + "active\n"), runs));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes the marks; they are durable when this returns. */
    void write(Path folder, String agent) throws IOException {
        StringBuilder text = new StringBuilder(FOUND).append(foundActive ? "active\n" : "inactive\n");
        runs.forEach(run -> text.append(RUN)
                .append(URLEncoder.encode(run, StandardCharsets.UTF_8))
                .append('\n'));
        PrivateFiles.replace(file(folder, agent), text.toString());
    }

    /** Removes the marks. */
    static void remove(Path folder, String agent) throws IOException {
        Files.deleteIfExists(file(folder, agent));
    }

    private static Path file(Path folder, String agent) {
        return folder.resolve(FileName.of(agent) + ".marks");
    }
}
