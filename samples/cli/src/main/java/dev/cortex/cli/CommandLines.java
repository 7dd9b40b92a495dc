package dev.cortex.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Commands for people to copy into any shell, whatever its folder: in quotes where a shell wants them, and about the home
 * that this command was given.
 */
final class CommandLines {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    private final String start;

    /**
     * Commands about one home.
     *
     * @param home what {@code --home} said, if anything, as an absolute path
     */
    CommandLines(Optional<Path> home) {
        this.start = "cortex"
                + home.map(given -> " --home " + quoted(given.toString())).orElse("");
    }

    /** {@return a command about operands, such as a name and a phase} */
    String of(Kind kind, String verb, String... operands) {
        return of(kind, verb, List.of(), operands);
    }

    /** {@return the same with options, each as {@link #option} makes it} */
    String of(Kind kind, String verb, List<String> options, String... operands) {
        List<String> words = new ArrayList<>(List.of(kind.command(), verb));
        if (List.of(operands).stream().anyMatch(operand -> operand.startsWith("-"))) {
            // Else a name that begins like an option would be taken for one.
            words.addAll(options);
            words.add("--");
            words.addAll(List.of(operands));
        } else {
            words.addAll(List.of(operands));
            words.addAll(options);
        }
        StringBuilder line = new StringBuilder(start);
        words.forEach(word -> line.append(' ').append(quoted(word)));
        return line.toString();
    }

    /** {@return an option and its value, as words of a command} */
    static List<String> option(String name, String value) {
        return value.startsWith("-") ? List.of(name + "=" + value) : List.of(name, value);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
