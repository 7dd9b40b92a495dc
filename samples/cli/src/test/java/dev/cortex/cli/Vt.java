package dev.cortex.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A terminal in memory: what the command writes, as rows of a screen and what has scrolled out of it. It knows the control
 * sequences that the command uses, and refuses every other one.
 */
final class Vt extends OutputStream {
    private final int columns;
    private final List<String> scrolled = new ArrayList<>();
    private final int[][] cells;
    private final StringBuilder sequence = new StringBuilder();
    private byte[] pending = {};
    private int row;
    private int column;
    private int savedRow;
    private int savedColumn;
    private long bytes;

    Vt(int columns, int rows) {
        this.columns = columns;
        this.cells = new int[rows][columns];
        Arrays.stream(cells).forEach(one -> Arrays.fill(one, ' '));
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] more, int from, int length) {
        bytes += length;
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(more, from, all, pending.length, length);
        int whole = all.length;
        // A character of several bytes may come in parts.
        for (int back = 1; back <= Math.min(3, all.length); back++) {
            int b = all[all.length - back] & 0xFF;
            if (b >= 0xC0) {
                int needs = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                whole = back < needs ? all.length - back : all.length;
                break;
            } else if (b < 0x80) {
                break;
            }
        }
        pending = Arrays.copyOfRange(all, whole, all.length);
        new String(all, 0, whole, StandardCharsets.UTF_8).codePoints().forEach(this::take);
        notifyAll();
    }

    /** What a person types is echoed by the terminal. */
    synchronized void type(String keys) {
        keys.codePoints().forEach(this::take);
    }

    /** {@return how many bytes were written to it} */
    synchronized long bytes() {
        return bytes;
    }

    /** {@return the rows of the screen without the empty ones at its end} */
    synchronized String screen() {
        List<String> rows = Arrays.stream(cells).map(Vt::text).collect(Collectors.toCollection(ArrayList::new));
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        return String.join("\n", rows);
    }

    /** {@return what has scrolled away, and the screen} */
    synchronized String all() {
        return (String.join("\n", scrolled) + "\n" + screen()).strip();
    }

    /** {@return row and column of the cursor, from 0} */
    synchronized List<Integer> cursor() {
        return List.of(row, column);
    }

    private void take(int c) {
        if (sequence.length() > 0) {
            sequence.appendCodePoint(c);
            control();
        } else if (c == 0x1B) {
            sequence.append('\u001b');
        } else if (c == '\n') {
            column = 0;
            lineFeed();
        } else if (c == '\r') {
            column = 0;
        } else if (c < ' ') {
            throw new AssertionError("control character " + c);
        } else {
            put(c);
        }
    }

    private void put(int c) {
        int width = Cells.of(Character.toString(c));
        if (column + width > columns) {
            column = 0;
            lineFeed();
        }
        cells[row][column] = c;
        for (int i = 1; i < width; i++) {
            cells[row][column + i] = 0;
        }
        column += width;
    }

    private void lineFeed() {
        if (row < cells.length - 1) {
            row++;
            return;
        }
        scrolled.add(text(cells[0]));
        shift(0, 1);
    }

    private void control() {
        String text = sequence.substring(1);
        if (text.equals("[") || text.matches("\\[\\d+")) {
            return;
        }
        sequence.setLength(0);
        int count = text.replaceAll("\\D", "").isEmpty() ? 1 : Integer.parseInt(text.replaceAll("\\D", ""));
        switch (text.charAt(text.length() - 1)) {
            case '7' -> {
                savedRow = row;
                savedColumn = column;
            }
            case '8' -> {
                row = savedRow;
                column = savedColumn;
            }
            case 'D' -> lineFeed();
            case 'A' -> row = Math.max(0, row - count);
            case 'B' -> row = Math.min(cells.length - 1, row + count);
            case 'K' -> Arrays.fill(cells[row], Math.min(column, columns), columns, ' ');
            case 'J' -> {
                Arrays.fill(cells[row], Math.min(column, columns), columns, ' ');
                for (int i = row + 1; i < cells.length; i++) {
                    Arrays.fill(cells[i], ' ');
                }
            }
            case 'L' -> insert(count);
            case 'M' -> shift(row, count);
            case 'm' -> {
                // Colours are nothing to read.
            }
            default -> throw new AssertionError("control sequence " + text);
        }
    }

    private void insert(int count) {
        for (int i = cells.length - 1; i >= row; i--) {
            if (i - count >= row) {
                cells[i] = cells[i - count].clone();
            } else {
                Arrays.fill(cells[i], ' ');
            }
        }
        column = 0;
    }

    private void shift(int from, int count) {
        for (int i = from; i < cells.length; i++) {
            if (i + count < cells.length) {
                cells[i] = cells[i + count].clone();
            } else {
                cells[i] = new int[columns];
                Arrays.fill(cells[i], ' ');
            }
        }
    }

    private static String text(int[] row) {
        return Arrays.stream(row)
                .filter(c -> c != 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .stripTrailing();
    }
}
