package dev.cortex.cli;

import java.util.List;

/** A table in a page: the first cell of a row is its heading; on narrow screens each cell names its column. */
final class Table {
    /** What stands in a cell. */
    interface Cell {
        void write(Markup to);

        static Cell text(String text) {
            return to -> to.text(text);
        }

        static Cell code(String text) {
            return to -> to.leaf("code", text);
        }

        static Cell said(String text) {
            return to -> LongText.write(to, text);
        }
    }

    private final Markup to;
    private final List<String> columns;

    /**
     * Begins a table.
     *
     * @param style its class
     * @param caption what it is, for those who cannot see
     */
    Table(Markup to, String style, String caption, String... columns) {
        this.to = to;
        this.columns = List.of(columns);
        to.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        to.open("table", "class", style, "role", "table");
        to.leaf("caption", caption);
        to.open("thead", "role", "rowgroup").open("tr", "role", "row");
        for (String column : columns) {
            to.leaf("th", column, "scope", "col", "role", "columnheader");
        }
        to.close().closeLine();
        to.open("tbody", "role", "rowgroup");
    }

    /** Begins a row that others may lead to, and writes all of it. */
    void row(String style, String id, Cell... cells) {
        if (id.isEmpty()) {
            to.open("tr", "class", style, "role", "row");
        } else {
            to.open("tr", "class", style, "id", id, "role", "row");
        }
        for (int i = 0; i < cells.length; i++) {
            if (i == 0) {
                to.open("th", "scope", "row", "role", "rowheader");
            } else {
                to.open("td", "data-label", columns.get(i), "role", "cell");
            }
            cells[i].write(to);
            to.close();
        }
        to.closeLine();
    }

    void end() {
        to.close().close().closeLine();
    }
}
