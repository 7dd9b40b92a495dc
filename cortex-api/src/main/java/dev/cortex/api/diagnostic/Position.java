package dev.cortex.api.diagnostic;

import java.util.Comparator;
import java.util.Objects;

/**
 * A place in a text.
 *
 * @param file the name of the file as its reader was told it; shown to people, never opened
 * @param line counted from 1
 * @param column counted from 1, in code points
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
    private static final Comparator<Position> ORDER = Comparator.comparing(Position::file)
            .thenComparingInt(Position::line)
            .thenComparingInt(Position::column);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if line or column is less than 1
     */
    public Position {
        Objects.requireNonNull(file, "file");
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
        }
    }

    /**
     * The place of a finding about a file as a whole.
     *
     * @param file the file's name
     * @return line 1, column 1
     */
    public static Position startOf(String file) {
        return new Position(file, 1, 1);
    }

    /** Orders by file, then line, then column. */
    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** {@return the form that editors and terminals turn into a link: {@code file:line:column}} */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
