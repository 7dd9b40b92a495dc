package dev.cortex.cli;

import java.util.Locale;

/** Text of any length in a page: short as it is, long behind its first line, very long cut off with a note of how much. */
final class LongText {
    private static final int SHORT = 240;
    private static final int FIRST = 100;
    private static final int LONGEST = 4_000;

    private LongText() {}

    static void write(Markup to, String text) {
        String said = text.strip();
        int length = said.codePointCount(0, said.length());
        if (length <= SHORT && said.lines().count() <= 4) {
            to.leaf("span", said, "class", "said");
            return;
        }
        String first = said.lines().findFirst().orElse("");
        to.open("details");
        to.leaf("summary", beginning(first, FIRST) + " (" + number(length) + " characters)");
        to.open("pre").text(beginning(said, LONGEST)).close();
        if (length > LONGEST) {
            to.leaf("p", number(length - LONGEST) + " more characters are left out here", "class", "note");
        }
        to.close();
    }

    private static String beginning(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "\u2026";
    }

    /** {@return a number with its thousands apart} */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@return a number with what is counted, such as {@code 1 phase} or {@code 2 phases}} */
    static String count(long number, String one) {
        return number(number) + " " + one + (number == 1 ? "" : one.endsWith("s") ? "es" : "s");
    }
}
