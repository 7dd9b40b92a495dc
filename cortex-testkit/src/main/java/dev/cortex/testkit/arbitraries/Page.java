package dev.cortex.testkit.arbitraries;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A scenario as lines, each of which belongs to a key of the scenario or of one of its phases. Immutable.
 *
 * @param names of the phases, in listed order
 * @param lines the text
 */
record Page(List<String> names, List<Line> lines) {
    /** The place of a key that belongs to no phase. */
    static final int TOP = -1;

    private static final String DASH = "  - ";
    private static final String INDENT = "    ";

    /**
     * A line.
     *
     * @param phase the number of its phase, or {@link #TOP}
     * @param key its key, as it should be written
     * @param text all of it
     */
    record Line(int phase, String key, String text) {}

    /**
     * A page on which something was changed.
     *
     * @param page as it is now
     * @param line the number of the line where that is
     */
    record Edit(Page page, int line) {}

    Page {
        names = List.copyOf(names);
        lines = List.copyOf(lines);
    }

    /** The lines of a key and what is below it, without indentation of their own. */
    static List<Line> lines(int phase, String key, String text) {
        String indent = phase == TOP ? "" : INDENT;
        String first = phase == TOP ? "" : key.equals("name") ? DASH : INDENT;
        List<Line> lines = new ArrayList<>();
        text.lines().forEach(line -> lines.add(new Line(phase, key, (lines.isEmpty() ? first : indent) + line)));
        return lines;
    }

    /** Writes a key anew, where it is already or else behind all others around it. */
    Edit with(int phase, String key, String text) {
        List<Line> rest = without(line -> line.phase() == phase && line.key().equals(key));
        int at = has(phase, key) ? first(phase, key) : end(rest, phase);
        return inserted(rest, at, lines(phase, key, text));
    }

    /** Writes a key once more, behind all others around it. */
    Edit again(int phase, String key) {
        Line line = lines.get(first(phase, key));
        String text = line.text().replaceFirst("^ *(- )?", "");
        return inserted(lines, end(lines, phase), List.of(new Line(phase, key, (phase == TOP ? "" : INDENT) + text)));
    }

    private Edit inserted(List<Line> into, int at, List<Line> more) {
        List<Line> all = new ArrayList<>(into);
        all.addAll(at, more);
        return new Edit(new Page(names, all), at + 1);
    }

    private static int end(List<Line> lines, int phase) {
        if (phase == TOP) {
            return index(lines, line -> line.key().equals("phases"));
        }
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).phase() == phase ? i : last;
        }
        return last + 1;
    }

    /** Leaves a key out. */
    Edit without(int phase, String key) {
        int at = first(phase, key);
        List<Line> rest = new ArrayList<>(
                without(line -> line.phase() == phase && line.key().equals(key)));
        if (phase != TOP && key.equals("name")) {
            Line next = rest.get(at);
            rest.set(at, new Line(phase, next.key(), DASH + next.text().substring(INDENT.length())));
        }
        return new Edit(new Page(names, rest), phase == TOP ? 1 : first(phase, "name") + 1);
    }

    private List<Line> without(Predicate<Line> which) {
        return lines.stream().filter(which.negate()).toList();
    }

    /** Changes one line. */
    Edit rewritten(int at, String text) {
        List<Line> all = new ArrayList<>(lines);
        all.set(at, new Line(all.get(at).phase(), all.get(at).key(), text));
        return new Edit(new Page(names, all), at + 1);
    }

    boolean has(int phase, String key) {
        return lines.stream()
                .anyMatch(line -> line.phase() == phase && line.key().equals(key));
    }

    /** The index of the first line of a key. */
    int first(int phase, String key) {
        return index(lines, line -> line.phase() == phase && line.key().equals(key));
    }

    private static int index(List<Line> lines, Predicate<Line> which) {
        for (int i = 0; i < lines.size(); i++) {
            if (which.test(lines.get(i))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such line");
    }

    int last() {
        return names.size() - 1;
    }

    String text() {
        return String.join("", lines.stream().map(line -> line.text() + "\n").toList());
    }
}
