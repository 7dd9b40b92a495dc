package dev.cortex.cli.panel;

/** What is typed, character by character. */
final class Text {
    private Text() {}

    static String withoutLast(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
}
