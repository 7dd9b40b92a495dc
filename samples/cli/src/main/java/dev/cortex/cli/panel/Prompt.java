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
 * @param typed what was typed so far
 * @param then what Enter asks for, given what was typed
 */
record Prompt(
        String question,
        String label,
        String keys,
        Map<String, Wish> choices,
        String typed,
        Function<String, Wish> then) {
    static Prompt reason(String question, Function<String, Wish> then) {
        return new Prompt(question, "Reason", "Enter: do it   Esc: leave it", Map.of(), "", then);
    }

    static Prompt yes(String question, Wish then) {
        return new Prompt(question, "", "Enter: do it   Esc: leave it", Map.of(), "", nothing -> then);
    }

    Prompt type(String more) {
        return label.isEmpty() ? this : new Prompt(question, label, keys, choices, typed + more, then);
    }

    Prompt erase() {
        return new Prompt(question, label, keys, choices, Text.withoutLast(typed), then);
    }
}
