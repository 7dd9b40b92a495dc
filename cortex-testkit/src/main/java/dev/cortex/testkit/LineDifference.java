package dev.cortex.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which lines of a text are missing and which are new, with those around them, as a person reads it: {@code -} stands before
 * what was expected, {@code +} before what is there. By the longest common subsequence, after what is equal at both ends.
 */
final class LineDifference {
    private static final int AROUND = 2;
    private static final int MOST = 40;
    /** What differs in more lines than this is shown as a whole: the table would be too large. */
    private static final int TABLE = 2_000;

    private record Line(char sign, int number, String text) {}

    private LineDifference() {}

    static Optional<String> of(List<String> expected, List<String> actual) {
        if (expected.equals(actual)) {
            return Optional.empty();
        }
        List<Line> lines = lines(expected, actual);
        StringBuilder text = new StringBuilder("it differs (- expected, + there):");
        int shown = 0;
        int last = -1;
        for (int i = 0; i < lines.size() && shown < MOST; i++) {
            if (nearChange(lines, i)) {
                if (i > last + 1) {
                    text.append("\n  line ").append(lines.get(i).number()).append(':');
                }
                text.append("\n  ")
                        .append(lines.get(i).sign())
                        .append(' ')
                        .append(lines.get(i).text());
                last = i;
                shown++;
            }
        }
        long rest = lines.stream()
                .skip(last + 1L)
                .filter(line -> line.sign() != ' ')
                .count();
        return Optional.of(text + (rest > 0 ? "\n  and " + rest + " more lines that differ" : ""));
    }

    private static boolean nearChange(List<Line> lines, int at) {
        return lines.subList(Math.max(0, at - AROUND), Math.min(lines.size(), at + AROUND + 1)).stream()
                .anyMatch(line -> line.sign() != ' ');
    }

    private static List<Line> lines(List<String> expected, List<String> actual) {
        int head = 0;
        while (head < Math.min(expected.size(), actual.size())
                && expected.get(head).equals(actual.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(expected.size(), actual.size()) - head
                && expected.get(expected.size() - 1 - tail).equals(actual.get(actual.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            lines.add(new Line(' ', i + 1, expected.get(i)));
        }
        middle(expected.subList(head, expected.size() - tail), actual.subList(head, actual.size() - tail), head, lines);
        for (int i = expected.size() - tail; i < expected.size(); i++) {
            lines.add(new Line(' ', i + 1, expected.get(i)));
        }
        return lines;
    }

    private static void middle(List<String> expected, List<String> actual, int before, List<Line> lines) {
        boolean large = (long) expected.size() * actual.size() > (long) TABLE * TABLE;
        int[][] common = large ? new int[0][0] : common(expected, actual);
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (!large
                    && i < expected.size()
                    && j < actual.size()
                    && expected.get(i).equals(actual.get(j))) {
                lines.add(new Line(' ', before + i + 1, expected.get(i)));
                i++;
                j++;
            } else if (i < expected.size() && (large || j == actual.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before + i + 1, expected.get(i)));
                i++;
            } else {
                lines.add(new Line('+', before + i + 1, actual.get(j)));
                j++;
            }
        }
    }

    /** How many lines the rests have in common, by where they begin. */
    private static int[][] common(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
