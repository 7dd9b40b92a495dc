package dev.cortex.yaml.tree;

/**
 * Where something stands in a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in code points
 */
public record Place(int line, int column) {
    /** Where a finding about the text as a whole stands. */
    public static final Place START = new Place(1, 1);
}
