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
    private final Footer footer = new Footer(this::coloured);
    private List<String> frame = List.of();
    private Tty.Size size = new Tty.Size(80, 24);
    private boolean problemsAreSeen;
    private String prompt = "";
    private @Nullable Patience before;

    Printer(PrintStream out, PrintStream err, boolean colour) {
        this.out = out;
        this.err = err;
        this.colour = colour;
    }

    /** Whatever is written first ends a wait. */
    synchronized void after(Patience patience) {
        before = patience;
    }

    private void begin() {
        Patience waited = before;
        if (waited != null) {
            before = null;
            waited.close();
        }
    }

    /** Writes one line; a line break in it is shown, not made. */
    synchronized void line(String text) {
        begin();
        String shown = Visible.of(text);
        if (footer.drawn()) {
            above(out, shown);
            return;
        }
        clearPrompt();
        out.print(coloured(shown) + "\n");
        out.print(prompt);
        out.flush();
    }

    /** So many of all are done, for whoever waits. */
    synchronized void done(int some, int all) {
        if (before != null) {
            before.at(some, all);
        }
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
        begin();
        String shown = Visible.of(text);
        if (footer.drawn()) {
            if (problemsAreSeen) {
                above(err, shown);
            } else {
                err.print(coloured(shown) + "\n");
                err.flush();
            }
            return;
        }
        clearPrompt();
        err.print(coloured(shown) + "\n");
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
        begin();
        String asked = question.isEmpty() ? "" : Visible.of(question) + " ";
        if (footer.drawn()) {
            prompt = asked;
            write(footer.draw(frame, prompt, size));
            return;
        }
        clearPrompt();
        prompt = asked;
        out.print(prompt);
        out.flush();
    }

    /**
     * Forgets the question: the person has ended its line.
     *
     * @param answer what the person has typed
     */
    synchronized void answered(String answer) {
        prompt = "";
        if (footer.drawn()) {
            write(footer.answered(Visible.of(answer)));
        }
    }

    /**
     * Keeps a block below everything else that is written, above the question. What was there is changed into it in
     * one go.
     *
     * @param rows its rows, each narrower than the terminal
     * @param terminal how large the terminal is
     * @param problems whether problems are shown on the same terminal
     */
    synchronized void frame(List<String> rows, Tty.Size terminal, boolean problems) {
        begin();
        if (footer.drawn() && rows.equals(frame) && terminal.equals(size)) {
            return;
        }
        problemsAreSeen = problems;
        if (!footer.drawn()) {
            clearPrompt();
        }
        frame = List.copyOf(rows);
        size = terminal;
        write(footer.draw(frame, prompt, size));
    }

    /** Takes the block away. */
    synchronized void noFrame() {
        if (footer.drawn()) {
            write(footer.clear() + prompt);
        }
    }

    /** Leaves the block where it is, and goes on below it. */
    synchronized void leaveFrame() {
        write(footer.leave());
        prompt = "";
    }

    /** The block is no longer where it was: somebody else has written. */
    synchronized void forgetFrame() {
        footer.forget();
    }

    private void above(PrintStream stream, String shown) {
        int cells = Cells.of(shown);
        if (!footer.holds(cells)) {
            write(footer.clear());
            stream.print(coloured(shown) + "\n");
            stream.flush();
            write(footer.draw(frame, prompt, size));
        } else if (stream == out) {
            write(footer.above(cells) + coloured(shown) + footer.back(cells));
        } else {
            write(footer.above(cells));
            stream.print(coloured(shown));
            stream.flush();
            write(footer.back(cells));
        }
    }

    private void write(String text) {
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
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
    synchronized void json(Map<String, ? extends @Nullable Object> document) {
        begin();
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
