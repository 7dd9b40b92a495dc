package dev.cortex.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** Commands for people to copy: in quotes where a shell wants them, and about the home that this command was given. */
final class CommandLines {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private final String start;

    /**
     * Commands about one home.
     *
     * @param home what {@code --home} said, if anything
     */
    CommandLines(Optional<String> home) {
        this.start = "cortex" + home.map(given -> " --home " + quoted(given)).orElse("");
    }

    String of(Kind kind, String... words) {
        return of(kind.command(), words);
    }

    String of(String command, String... words) {
        StringBuilder line = new StringBuilder(start).append(' ').append(command);
        for (String word : words) {
            line.append(' ').append(quoted(word));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
