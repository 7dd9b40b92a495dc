package dev.cortex.core.agents;

import java.util.List;
import java.util.regex.Pattern;

/** Makes what programs print fit for a sentence. */
final class PlainText {
    // Colours and cursor movements as terminals know them: ECMA-48, control sequences.
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");
    private static final int LINE = 300;

    private PlainText() {}

    /** Text without the colours that were meant for a terminal. */
    static String of(String text) {
        return TERMINAL.matcher(text).replaceAll("");
    }

    /** The end of a text, if it is too long. */
    static String end(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int from = text.length() - most;
        return "… " + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }

    /** The start of a text, if it is too long. */
    static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most) + " …";
    }

    /** The last lines that say something, each cut if it is too long, as one line; empty if there is none. */
    static String lastLines(String text, int most) {
        List<String> lines = of(text).lines()
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .toList();
        return String.join(
                " | ",
                lines.subList(Math.max(0, lines.size() - most), lines.size()).stream()
                        .map(line -> start(line, LINE))
                        .toList());
    }
}
