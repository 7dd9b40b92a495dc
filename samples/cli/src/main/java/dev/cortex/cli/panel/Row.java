package dev.cortex.cli.panel;

import dev.cortex.cli.Visible;
import dev.tamboui.text.CharWidth;
import java.util.ArrayList;
import java.util.List;

/** A line of the panel: pieces, one behind the other. Text of unknown origin is made fit for a terminal here. */
final class Row {
    /**
     * A piece of a line.
     *
     * @param text what it says
     * @param tone what it is
     */
    record Piece(String text, Tone tone) {}

    private final List<Piece> pieces = new ArrayList<>();

    static Row of(String text, Tone tone) {
        return new Row().add(text, tone);
    }

    List<Piece> pieces() {
        return pieces;
    }

    Row add(String text, Tone tone) {
        pieces.add(new Piece(Visible.of(text), tone));
        return this;
    }

    /** Adds as much as fits into a width, with an ellipsis where more is, and blanks up to it. */
    Row cell(String text, int width, Tone tone) {
        String shown = Visible.of(text);
        String cut = CharWidth.of(shown) <= width
                ? shown
                : CharWidth.substringByWidth(shown, Math.max(0, width - 1)) + (width > 0 ? "…" : "");
        pieces.add(new Piece(cut + " ".repeat(Math.max(0, width - CharWidth.of(cut))), tone));
        return this;
    }

    /** The same in lines no wider than that; what goes on is indented. */
    List<Row> wrapped(int width) {
        List<Row> rows = new ArrayList<>();
        Row row = new Row();
        rows.add(row);
        int left = width;
        for (Piece piece : pieces) {
            String rest = piece.text();
            while (CharWidth.of(rest) > left) {
                String part = CharWidth.substringByWidth(rest, left);
                int blank = part.lastIndexOf(' ');
                if (blank > 0 && rest.length() > part.length()) {
                    part = part.substring(0, blank + 1);
                }
                row.pieces.add(new Piece(part, piece.tone()));
                rest = rest.substring(part.length());
                row = new Row();
                row.pieces.add(new Piece("    ", Tone.PLAIN));
                rows.add(row);
                left = Math.max(8, width - 4);
            }
            row.pieces.add(new Piece(rest, piece.tone()));
            left -= CharWidth.of(rest);
        }
        return rows;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }
}
