package dev.cortex.core.plan;

import java.util.Locale;

/** Names of phases between the quotes of a drawing language: whatever they contain, they end where we end them. */
final class Label {
    private Label() {}

    /** Mermaid has no escape for a quote, but numbered characters; markup, lists and links begin with what is numbered here. */
    static String mermaid(String name) {
        StringBuilder out = new StringBuilder();
        String shown = visible(name);
        boolean numberSoFar = true;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean letter = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            // "1. x" and "- x" would be lists.
            boolean harmless =
                    letter || c == ' ' || (i > 0 && "-_,:()/=+?!".indexOf(c) >= 0) || (c == '.' && !numberSoFar);
            numberSoFar &= c >= '0' && c <= '9';
            out.append(harmless || c > 127 ? String.valueOf(c) : "#" + (int) c + ";");
        }
        return out.toString();
    }

    /** In DOT a backslash escapes, and an ampersand begins an HTML entity. */
    static String dot(String name) {
        return visible(name).replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
    }

    private static String visible(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (hidden(c)) {
                out.append(String.format(Locale.ROOT, "<U+%04X>", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
