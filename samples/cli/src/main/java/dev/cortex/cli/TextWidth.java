package dev.cortex.cli;

/** About how wide text will be in a browser, whose fonts nobody knows. */
final class TextWidth {
    /** Pixels of a usual character in the name of a phase. */
    static final double NAME = 7.6;

    /** The same in small text. */
    static final double SMALL = 6.5;

    private TextWidth() {}

    /** {@return about how many pixels a line takes} */
    static double of(String text, double character) {
        return Visible.of(text).codePoints().mapToDouble(c -> wide(c) ? 2 : 1).sum() * character;
    }

    /** {@return the line, or its beginning with an ellipsis if it is wider than that} */
    static String clip(String text, double character, double room) {
        String line = Visible.of(text);
        if (of(line, character) <= room) {
            return line;
        }
        StringBuilder clipped = new StringBuilder();
        double width = character;
        for (int c : line.codePoints().toArray()) {
            width += (wide(c) ? 2 : 1) * character;
            if (width > room) {
                break;
            }
            clipped.appendCodePoint(c);
        }
        return clipped.append('\u2026').toString();
    }

    static boolean wide(int c) {
        return c >= 0x1100 && (Character.isIdeographic(c) || c >= 0x1F000 || hangulOrKana(c));
    }

    private static boolean hangulOrKana(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HANGUL
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }
}
