package dev.cortex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What agents have written down themselves: one line when they begin, and one when they end. */
final class AgentsLog {
    /** The script of an agent, the same for all; what it does between its two lines is in the middle. */
    static final String SAYS = """
            say() {
                echo "$1 $CORTEX_RUN_ID $CORTEX_PHASE $CORTEX_AGENT $CORTEX_ATTEMPT $CORTEX_IDEMPOTENCY_KEY $$" \\
                    >> "$CORTEX_HOME/agents.log"
            }
            """;

    private final Path file;

    AgentsLog(Path home) {
        this.file = home.resolve("agents.log");
    }

    /**
     * One line.
     *
     * @param what {@code begin}, {@code end} or {@code fail}
     * @param key names run, phase, round and place
     */
    record Line(String what, String run, String phase, String agent, int attempt, String key, long pid) {
        private static Line of(String text) {
            String[] words = text.split(" ", -1);
            return new Line(
                    words[0],
                    words[1],
                    words[2],
                    words[3],
                    Integer.parseInt(words[4]),
                    words[5],
                    Long.parseLong(words[6]));
        }

        boolean begins() {
            return what.equals("begin");
        }

        String attemptKey() {
            return key + "#" + attempt;
        }
    }

    /** {@return all lines of one run, in the order in which they were written} */
    List<Line> of(String run) {
        return lines().stream().filter(line -> line.run().equals(run)).toList();
    }

    /** {@return all lines} */
    List<Line> lines() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Line::of).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
