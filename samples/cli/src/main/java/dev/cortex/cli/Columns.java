package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell. */
final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    void row(String... cells) {
        List<String> shown = new ArrayList<>();
        for (String cell : cells) {
            shown.add(Visible.of(Visible.clip(cell)));
        }
        rows.add(shown);
    }

    /** {@return the rows as lines; the last cell of a row is not padded} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size() - 1; i++) {
                line.append(pad(row.get(i), width(i) + 2));
            }
            lines.add((line + row.get(row.size() - 1)).stripTrailing());
        }
        return lines;
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> length(row.get(column)))
                .max()
                .orElse(0);
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
