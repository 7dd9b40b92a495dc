package dev.cortex.yaml;

import dev.cortex.yaml.tree.Bounds;

/**
 * What a file may cost. Each limit has a finding of its own. They bind files, not what is built in Java.
 *
 * @param fileBytes bytes in a file, in UTF-8
 * @param lineBytes bytes in a line, in UTF-8
 * @param levels how deep collections may be nested; at most 200
 * @param nodes values in a document, with everything that its aliases repeat
 * @param phases phases of a scenario, or steps of a workflow
 * @param findings findings about one text; what would be more is counted in a last one
 */
public record Limits(int fileBytes, int lineBytes, int levels, int nodes, int phases, int findings) {
    private static final int MAX_LEVELS = 200;
    /** 3 MiB a file, 64 KiB a line, 64 levels, 300,000 nodes, 20,000 phases, 50,000 findings. */
    public static final Limits DEFAULT = new Limits(3 << 20, 64 << 10, 64, 300_000, 20_000, 50_000);

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is less than 1, or there are more than 200 levels
     */
    public Limits {
        positive("fileBytes", fileBytes);
        positive("lineBytes", lineBytes);
        positive("levels", levels);
        positive("nodes", nodes);
        positive("phases", phases);
        positive("findings", findings);
        if (levels > MAX_LEVELS) {
            throw new IllegalArgumentException("levels is at most " + MAX_LEVELS + ": " + levels);
        }
    }

    Bounds bounds() {
        return new Bounds(fileBytes, lineBytes, levels, nodes, phases, findings);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1: " + value);
        }
    }

    /**
     * The same limits with another size of a file.
     *
     * @param bytes at least 1
     * @return a copy
     */
    public Limits withFileBytes(int bytes) {
        return new Limits(bytes, lineBytes, levels, nodes, phases, findings);
    }

    /**
     * The same limits with another length of a line.
     *
     * @param bytes at least 1
     * @return a copy
     */
    public Limits withLineBytes(int bytes) {
        return new Limits(fileBytes, bytes, levels, nodes, phases, findings);
    }

    /**
     * The same limits with another depth.
     *
     * @param count 1 to 200
     * @return a copy
     */
    public Limits withLevels(int count) {
        return new Limits(fileBytes, lineBytes, count, nodes, phases, findings);
    }

    /**
     * The same limits with another number of values.
     *
     * @param count at least 1
     * @return a copy
     */
    public Limits withNodes(int count) {
        return new Limits(fileBytes, lineBytes, levels, count, phases, findings);
    }

    /**
     * The same limits with another number of phases.
     *
     * @param count at least 1
     * @return a copy
     */
    public Limits withPhases(int count) {
        return new Limits(fileBytes, lineBytes, levels, nodes, count, findings);
    }

    /**
     * The same limits with another number of findings.
     *
     * @param count at least 1
     * @return a copy
     */
    public Limits withFindings(int count) {
        return new Limits(fileBytes, lineBytes, levels, nodes, phases, count);
    }
}
