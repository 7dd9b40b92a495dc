package dev.cortex.cli.panel;

import java.util.Map;
import java.util.function.Function;

/**
 * A question at the bottom of the panel, with a line to type in where words are wanted.
 *
 * @param question what is asked
 * @param label what the line is for; empty if nothing is to be typed
 * @param keys what the keys do, for the person to read
 * @param choices what other keys ask for, where nothing is to be typed
 * @param wanted whether Enter has to be pressed twice where nothing is typed
 * @param typed what was typed so far
 * @param then what Enter asks for, given what was typed
 */
record Prompt(
        String question,
        String label,
        String keys,
        Map<String, Wish> choices,
        boolean wanted,
        String typed,
        Function<String, Wish> then) {
    private static final String KEYS = "Enter: do it   Esc: leave it";

    /** Asks for a reason that may be left out. */
    static Prompt reason(String question, Function<String, Wish> then) {
        return new Prompt(question, "Reason (or none)", KEYS, Map.of(), false, "", then);
    }

    /** Asks for a reason that somebody will look for later. */
    static Prompt goodReason(String question, Function<String, Wish> then) {
        return new Prompt(question, "Reason", KEYS, Map.of(), true, "", then);
    }

    static Prompt yes(String question, Wish then) {
        return new Prompt(question, "", KEYS, Map.of(), false, "", nothing -> then);
    }

    Prompt type(String more) {
        return label.isEmpty() ? this : new Prompt(question, label, keys, choices, wanted, typed + more, then);
    }

    Prompt erase() {
        return new Prompt(question, label, keys, choices, wanted, Text.withoutLast(typed), then);
    }

    /** Whether Enter is not enough yet. */
    boolean insists() {
        return wanted && typed.isBlank();
    }

    Prompt again() {
        return new Prompt(question, label, "Enter again: without a reason   Esc: leave it", choices, false, "", then);
    }
}
