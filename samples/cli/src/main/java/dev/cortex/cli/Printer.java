package dev.cortex.cli;

import dev.cortex.core.journal.Json;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes lines for people and documents for programs. Whatever goes through it is fit for a terminal. Thread-safe. */
final class Printer {
    /** The version of the shapes of all JSON documents. It grows when one of them changes its meaning. */
    static final int JSON_VERSION = 1;

    private static final String ESC = "\u001b[";
    private static final Map<String, String> COLOURS = Map.of(
            "[OK]", "32", "[x]", "32", "[WARN]", "33", "[?]", "33", "[>]", "36", "[ERROR]", "31", "[!]", "31", "[-]",
            "2");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean colour;
    private String prompt = "";

    Printer(PrintStream out, PrintStream err, boolean colour) {
        this.out = out;
        this.err = err;
        this.colour = colour;
    }

    /** Writes one line; a line break in it is shown, not made. */
    synchronized void line(String text) {
        clearPrompt();
        out.print(coloured(Visible.of(text)) + "\n");
        out.print(prompt);
        out.flush();
    }

    void lines(List<String> texts) {
        texts.forEach(this::line);
    }

    /** Writes text of several lines as it is, but for what would not be seen. */
    void block(String text) {
        text.lines().forEach(this::line);
    }

    /** Writes one line about a problem. */
    synchronized void problem(String text) {
        clearPrompt();
        err.print(coloured(Visible.of(text)) + "\n");
        err.flush();
        out.print(prompt);
        out.flush();
    }

    /**
     * Keeps a question below everything else that is written.
     *
     * @param question the question; empty text for none
     */
    synchronized void ask(String question) {
        clearPrompt();
        prompt = question.isEmpty() ? "" : Visible.of(question) + " ";
        out.print(prompt);
        out.flush();
    }

    /** Forgets the question: the person has ended its line. */
    synchronized void answered() {
        prompt = "";
    }

    /** {@return a map in the order given: a key, its value, the next key, … } */
    static Map<String, @Nullable Object> fields(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return fields;
    }

    /** Writes one JSON document on one line, with the version of its shape in front. */
    void json(Map<String, ? extends @Nullable Object> document) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("version", JSON_VERSION);
        all.putAll(document);
        out.print(Visible.json(Json.write((Object) all)) + "\n");
        out.flush();
    }

    private void clearPrompt() {
        if (!prompt.isEmpty()) {
            out.print("\r" + ESC + "K");
        }
    }

    private String coloured(String line) {
        if (!colour) {
            return line;
        }
        int from = line.length() - line.stripLeading().length();
        int to = line.indexOf(']', from) + 1;
        String code = to > from ? COLOURS.get(line.substring(from, to)) : null;
        return code == null
                ? line
                : line.substring(0, from) + ESC + code + "m" + line.substring(from, to) + ESC + "0m"
                        + line.substring(to);
    }
}
