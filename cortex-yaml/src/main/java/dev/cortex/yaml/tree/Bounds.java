package dev.cortex.yaml.tree;

/**
 * What a text may cost, as the readers take it.
 *
 * @param fileBytes bytes in a file
 * @param lineBytes bytes in a line
 * @param levels how deep collections may be nested
 * @param nodes values, with what aliases repeat
 * @param phases phases or steps
 * @param findings findings about one text
 */
public record Bounds(int fileBytes, int lineBytes, int levels, int nodes, int phases, int findings) {}
