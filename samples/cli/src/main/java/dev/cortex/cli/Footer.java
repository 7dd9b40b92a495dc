package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows at the bottom of what was written, with a question below them, and the control sequences that change them where
 * they stand. It writes nothing itself: each change is one text. The cursor is always behind the question, or in an empty
 * row in its place, so that whatever a person types there stays: what changes above is written from there and back.
 */
final class Footer {
    private static final String ESC = "\u001b";
    private static final String SAVE = ESC + "7";
    private static final String BACK = ESC + "8";
    private static final String ROW_END = ESC + "[K";
    private static final String ALL_BELOW = ESC + "[J";
    /** Down in the same column; the screen scrolls where there is no row. */
    private static final String DOWN = ESC + "D";

    private static final String CHOICE = "? [y/N]";

    private final UnaryOperator<String> style;
    private List<String> rows = List.of();
    private String question = "";
    private Tty.Size size = new Tty.Size(80, 24);
    private boolean drawn;

    /**
     * Nothing yet.
     *
     * @param style what is written for a row, which takes as many cells as the row
     */
    Footer(UnaryOperator<String> style) {
        this.style = style;
    }

    /** {@return whether there is something at the bottom} */
    boolean drawn() {
        return drawn;
    }

    /** Changes what stands there into this. */
    String draw(List<String> next, String ask, Tty.Size now) {
        String asked = fitting(ask, now);
        StringBuilder text = new StringBuilder();
        if (!drawn) {
            next.forEach(row -> text.append(style.apply(row)).append('\n'));
            text.append(asked);
        } else if (now.columns() != size.columns()) {
            // Terminals break rows that have become too wide in two.
            text.append('\r').append(up(height(now.columns()) - 1)).append(ALL_BELOW);
            next.forEach(row -> text.append(style.apply(row)).append('\n'));
            text.append(asked);
        } else {
            change(text, next);
            if (!asked.equals(question)) {
                text.append('\r').append(asked).append(ROW_END);
            }
        }
        drawn = true;
        rows = List.copyOf(next);
        question = asked;
        size = now;
        return text.toString();
    }

    private void change(StringBuilder text, List<String> next) {
        int more = next.size() - rows.size();
        if (more > 0) {
            text.append(room(more)).append(SAVE).append(up(rows.size())).append('\r');
            text.append(ESC).append('[').append(more).append('L');
        } else if (more < 0) {
            text.append(SAVE).append(up(rows.size())).append('\r');
            text.append(ESC).append('[').append(-more).append('M');
        } else if (next.equals(rows)) {
            return;
        } else {
            text.append(SAVE).append(up(rows.size())).append('\r');
        }
        int at = 0;
        for (int i = 0; i < next.size(); i++) {
            if (more == 0 && next.get(i).equals(rows.get(i))) {
                continue;
            }
            text.append(down(i - at))
                    .append('\r')
                    .append(style.apply(next.get(i)))
                    .append(ROW_END);
            at = i;
        }
        text.append(BACK).append(more > 0 ? down(more) : up(-more));
    }

    /**
     * Has what follows stand above all this: what this returns, then a text without its line's end, then {@link #back}.
     *
     * @param cells how many cells the text takes
     */
    String above(int cells) {
        int lines = lines(cells);
        return room(lines) + SAVE + up(rows.size()) + "\r" + ESC + "[" + lines + "L";
    }

    /** {@return what follows the text above} */
    String back(int cells) {
        return BACK + down(lines(cells));
    }

    /** {@return whether there is room on the screen for a text above} */
    boolean holds(int cells) {
        return lines(cells) + rows.size() + 1 <= size.rows();
    }

    /** The person has ended the line of the question: it becomes a line above, with the answer. */
    String answered(String answer) {
        StringBuilder text = new StringBuilder(up(rows.size() + 1)).append('\r');
        List<String> all = new ArrayList<>();
        if (!question.isEmpty()) {
            text.append(Cells.cut(question + answer, size.columns() - 1))
                    .append(ROW_END)
                    .append('\n');
        }
        all.addAll(rows);
        all.forEach(row -> text.append(style.apply(row)).append(ROW_END).append('\n'));
        question = "";
        return text.append(ALL_BELOW).toString();
    }

    /** Takes everything away; the cursor is where it began. */
    String clear() {
        if (!drawn) {
            return "";
        }
        String text = "\r" + up(rows.size()) + ALL_BELOW;
        forget();
        return text;
    }

    /** Leaves everything as it is; the cursor is in an empty row. */
    String leave() {
        String text = drawn && !question.isEmpty() ? "\n" : "";
        forget();
        return text;
    }

    /** What was drawn is no longer where the cursor is. */
    void forget() {
        drawn = false;
        rows = List.of();
        question = "";
    }

    private static String fitting(String ask, Tty.Size now) {
        // The answer wants some room behind it.
        int room = now.columns() - 6;
        if (Cells.of(ask) <= room || !ask.stripTrailing().endsWith(CHOICE)) {
            return ask;
        }
        String head = ask.stripTrailing();
        head = head.substring(0, head.length() - CHOICE.length());
        return Cells.cutMiddle(head, Math.max(1, room - CHOICE.length())) + CHOICE + " ";
    }

    private int lines(int cells) {
        return Math.max(1, (cells + size.columns() - 1) / size.columns());
    }

    private int height(int columns) {
        int height = 0;
        List<String> all = new ArrayList<>(rows);
        all.add(question);
        for (String row : all) {
            height += Math.max(1, (Cells.of(row.stripTrailing()) + columns - 1) / columns);
        }
        return height;
    }

    /** Sees to it that there are rows below the cursor, which stays in its column. */
    private static String room(int lines) {
        return DOWN.repeat(lines) + up(lines);
    }

    private static String up(int lines) {
        return lines > 0 ? ESC + "[" + lines + "A" : "";
    }

    private static String down(int lines) {
        return lines > 0 ? ESC + "[" + lines + "B" : "";
    }
}
