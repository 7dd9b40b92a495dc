package dev.cortex.yaml.model;

import dev.cortex.api.scenario.Condition;
import dev.cortex.yaml.tree.Place;
import java.util.Optional;

/**
 * One atom of a condition as it was written.
 *
 * @param condition what it means; empty for a word of the older dialect
 * @param word its word: {@code auto}, {@code after}, {@code automatic}…
 * @param text the whole atom as written
 * @param place where it stands
 */
record Atom(Optional<Condition> condition, String word, String text, Place place) {
    /** The word of an atom that could not be read. */
    static final String MALFORMED = "";

    /** Whether only older files use it. */
    boolean older() {
        return condition.isEmpty();
    }

    /** Whether only newer files use it; {@code manual} is in both. */
    boolean newer() {
        return condition.isPresent() && !word.equals("manual") && !word.equals(MALFORMED);
    }
}
