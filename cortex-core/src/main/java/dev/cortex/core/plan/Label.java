package dev.cortex.core.plan;

import java.util.Locale;

/** Names of phases between the quotes of a drawing language: whatever they contain, they end where we end them. */
final class Label {
    private Label() {}

    /**
     * Mermaid has no escape for a quote, but numbered characters; markup, lists and links begin with what is numbered here.
     * Lists are "1. x", "1) x" and "- x", behind blanks too.
     */
    static String mermaid(String name) {
        StringBuilder out = new StringBuilder();
        String shown = visible(name);
        int begin = shown.length() - shown.stripLeading().length();
        boolean numberSoFar = true;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean harmless = Character.isLetterOrDigit(c)
                    || c > 127
                    || c == ' '
                    || (i > begin && "-_,:(/=+?!".indexOf(c) >= 0)
                    || ((c == '.' || c == ')') && !numberSoFar);
            numberSoFar &= i < begin || (c >= '0' && c <= '9');
            out.append(harmless ? String.valueOf(c) : "#" + (int) c + ";");
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
