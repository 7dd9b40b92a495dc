package dev.cortex.cli;

/**
 * Text of unknown origin, made fit for a terminal: what would move the cursor, change the direction of writing or not be
 * seen at all is shown as {@code <U+202E>}.
 */
public final class Visible {
    private static final int LONGEST = 200;
    private static final int LONGEST_REASON = 1000;

    private Visible() {}

    /** {@return the text with each invisible character shown} */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Visible::hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (hidden(c)) {
                shown.append(String.format("<U+%04X>", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** {@return the first 200 characters, and how many more there are} */
    public static String clip(String text) {
        return clip(text, LONGEST);
    }

    /** {@return a reason on one line; it may be longer than a value, because it ends in where to look} */
    public static String reason(String text) {
        return clip(text.strip(), LONGEST_REASON);
    }

    private static String clip(String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest)) + "... (" + (length - longest)
                + " more characters)";
    }

    /** {@return JSON in which each invisible character is escaped; they occur in its texts alone} */
    static String json(String json) {
        if (json.codePoints().noneMatch(c -> c != '\n' && hidden(c))) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        json.chars().forEach(unit -> {
            char c = (char) unit;
            if (c != '\n' && (hidden(c) || Character.isSurrogate(c))) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        });
        return escaped.toString();
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            // Blanks that are no blank, and letters without a shape.
            default -> c == 0x00A0 || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800;
        };
    }
}
