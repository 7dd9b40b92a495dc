package dev.cortex.cli.panel;

import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import dev.tamboui.text.CharWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws the panel. It fits any size: what has no place is cut off at the right, or scrolled to. */
final class Painter {
    /** From this width on, a run has its phases at the left and one of them at the right. */
    private static final int WIDE = 100;

    private static final int NARROWEST = 20;
    private static final int LOWEST = 8;
    private static final int LONGEST_MESSAGE = 3;

    private static final String HELP = """
            Everywhere
              Ctrl+P  commands: type parts of a name   ?  this page
              Esc     back                             q  leave
            List
              Up/Down choose   Enter open   / filter   r  run
            Run
              Up/Down choose a phase   Enter read all about it
              s  start its gate        x  reject its gate
              m  its criterion is met  d  it is not met
              c  complete by hand      k  skip, and what needs it
              S  stop the run          R  resume it     T  retry
              h  history               o  other runs    r  new run
            Marks
              [ ] pending  [>] at work  [?] waits for you  [x] done
              [!] failed   [-] skipped  [~] nobody could judge it
              lane: of the phases that are not parallel, the one at work
            Any key closes this page""";

    private final Tones tones;

    Painter(Tones tones) {
        this.tones = tones;
    }

    void paint(Panel panel, Buffer buffer) {
        Rect area = buffer.area();
        if (area.width() < NARROWEST || area.height() < LOWEST) {
            draw(buffer, area.y(), Row.of("too small", Tone.PLAIN), area);
            return;
        }
        bar(buffer, area.y(), head(panel), area);
        List<Row> foot = foot(panel, area.width());
        int footer = foot.size();
        Rect body = new Rect(area.x(), area.y() + 1, area.width(), area.height() - 1 - footer);
        switch (panel.screen()) {
            case LIST -> list(panel, buffer, body);
            case RUN -> run(panel, buffer, body);
            case PHASE -> phase(panel, buffer, body);
            case HISTORY ->
                scrolled(
                        buffer,
                        orNothing(ListRows.history(panel.snapshot().history(), panel.lineAt(), body.width())),
                        panel.lineAt(),
                        body);
            case RUNS ->
                scrolled(
                        buffer,
                        orNothing(ListRows.runs(
                                panel.snapshot().runs(),
                                panel.runAt(),
                                panel.snapshot().now())),
                        panel.runAt(),
                        body);
        }
        lines(buffer, foot, 0, new Rect(area.x(), area.bottom() - footer, area.width(), footer));
        panel.palette().ifPresent(palette -> palette(palette, buffer, body));
        if (panel.helps()) {
            List<Row> rows = HELP.lines().map(line -> Row.of(line, Tone.PLAIN)).toList();
            box(buffer, centred(body, 66, rows.size() + 2), rows);
        }
    }

    // ---- lines

    private int draw(Buffer buffer, int y, Row row, Rect area) {
        int x = area.x();
        for (Row.Piece piece : row.pieces()) {
            int left = area.right() - x;
            if (left <= 0) {
                break;
            }
            x = buffer.setString(x, y, CharWidth.substringByWidth(piece.text(), left), tones.of(piece.tone()));
        }
        return x;
    }

    /** A line that goes on in the tone of its last piece up to the right end. */
    private void bar(Buffer buffer, int y, Row row, Rect area) {
        int x = draw(buffer, y, row, area);
        if (x < area.right() && !row.pieces().isEmpty()) {
            Tone tone = row.pieces().get(row.pieces().size() - 1).tone();
            buffer.setString(x, y, " ".repeat(area.right() - x), tones.of(tone));
        }
    }

    private void lines(Buffer buffer, List<Row> rows, int first, Rect area) {
        for (int i = first; i < Math.min(rows.size(), first + area.height()); i++) {
            draw(buffer, area.y() + i - first, rows.get(i), area);
        }
    }

    /** As many lines as there is room for, and whether there are more. */
    private void beginning(Buffer buffer, List<Row> rows, Rect area) {
        lines(buffer, rows, 0, area);
        if (rows.size() > area.height() && area.height() > 0) {
            Rect last = new Rect(area.x(), area.bottom() - 1, area.width(), 1);
            buffer.clear(last);
            lines(buffer, List.of(Row.of("... Enter shows all", Tone.FAINT)), 0, last);
        }
    }

    /** As many lines as there is room for, with the chosen one among them. */
    private void scrolled(Buffer buffer, List<Row> rows, int chosen, Rect area) {
        lines(buffer, rows, first(chosen, rows.size(), area.height()), area);
    }

    private static List<Row> orNothing(List<Row> rows) {
        return rows.isEmpty() ? List.of(Row.of("  Nothing is here yet", Tone.FAINT)) : rows;
    }

    private static int first(int chosen, int size, int height) {
        return size <= height ? 0 : Math.max(0, Math.min(chosen - height / 2, size - height));
    }

    private static List<Row> wrapped(List<Row> rows, int width) {
        return rows.stream().flatMap(row -> row.wrapped(width).stream()).toList();
    }

    private static Rect below(Rect area, int lines) {
        int taken = Math.min(lines, area.height());
        return new Rect(area.x(), area.y() + taken, area.width(), area.height() - taken);
    }

    // ---- screens

    private static Row head(Panel panel) {
        String look =
                panel.look().map(at -> at.kind().title() + ": " + at.name()).orElse("");
        String where = switch (panel.screen()) {
            case LIST -> "Scenarios and workflows";
            case RUN -> look;
            case PHASE ->
                look + panel.phase().map(phase -> " - " + phase.name()).orElse("");
            case HISTORY -> look + " - history";
            case RUNS -> look + " - runs";
        };
        return Row.of(" cortex | " + where + " ", Tone.TITLE);
    }

    private void list(Panel panel, Buffer buffer, Rect area) {
        List<Listed> listed = panel.rows();
        Instant now = panel.snapshot().now();
        ListRows lines = new ListRows(listed, area.width());
        draw(buffer, area.y(), lines.title(), area);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            rows.add(lines.row(listed.get(i), i == panel.row(), now));
        }
        if (rows.isEmpty()) {
            rows.add(Row.of("  " + nothing(panel), Tone.FAINT));
        }
        scrolled(buffer, rows, panel.row(), below(area, 1));
    }

    private static String nothing(Panel panel) {
        if (!panel.seen()) {
            return "Looking...";
        }
        return panel.filter().isEmpty()
                ? "No scenario and no workflow is here yet"
                : "Nothing is called " + panel.filter();
    }

    private void run(Panel panel, Buffer buffer, Rect area) {
        Optional<RunView> run = panel.run();
        if (run.isEmpty()) {
            List<Row> rows = panel.definition().map(RunRows::definition).orElse(List.of());
            lines(buffer, wrapped(rows, area.width()), 0, area);
            return;
        }
        RunRows about = new RunRows(run.get(), panel.snapshot().now());
        lines(buffer, about.head(), 0, area);
        List<Row> phases = about.phases(panel.phaseAt());
        Rect rest = below(area, about.head().size());
        boolean wide = area.width() >= WIDE;
        Rect left = wide
                ? new Rect(rest.x(), rest.y(), rest.width() / 2 - 1, rest.height())
                : new Rect(rest.x(), rest.y(), rest.width(), Math.min(phases.size(), Math.max(1, rest.height() / 2)));
        Rect right = wide
                ? new Rect(left.right() + 2, rest.y(), rest.right() - left.right() - 2, rest.height())
                : below(rest, left.height() + 1);
        scrolled(buffer, phases, panel.phaseAt(), left);
        panel.phase()
                .ifPresent(phase -> beginning(
                        buffer, wrapped(about.details(phase, panel.snapshot().tails()), right.width()), right));
    }

    private void phase(Panel panel, Buffer buffer, Rect area) {
        Optional<PhaseView> phase = panel.phase();
        if (phase.isEmpty()) {
            return;
        }
        RunRows about = new RunRows(panel.run().orElseThrow(), panel.snapshot().now());
        List<Row> phases = about.phases(-1);
        draw(buffer, area.y(), phases.get(panel.phaseAt()), area);
        Rect rest = below(area, 2);
        List<Row> rows = wrapped(about.details(phase.get(), panel.snapshot().tails()), area.width());
        lines(buffer, rows, panel.pageAt(rows.size(), rest.height()), rest);
    }

    // ---- the bottom

    private static List<Row> foot(Panel panel, int width) {
        List<Row> rows = new ArrayList<>();
        if (panel.prompt().isPresent()) {
            Prompt prompt = panel.prompt().get();
            Row.of(prompt.question(), Tone.ASKING).wrapped(width).stream()
                    .limit(LONGEST_MESSAGE)
                    .forEach(rows::add);
            rows.add(prompt.label().isEmpty() ? new Row() : typing(prompt.label() + ": ", prompt.typed(), width));
            rows.add(Row.of(prompt.keys(), Tone.FAINT));
            return rows;
        }
        if (panel.filtering() || !panel.filter().isEmpty()) {
            rows.add(Row.of("/" + panel.filter() + (panel.filtering() ? "_" : ""), Tone.STRONG));
        } else {
            Row message = panel.message()
                    .map(told -> Row.of(told.text(), told.bad() ? Tone.BAD : Tone.GOOD))
                    .orElse(new Row());
            rows.addAll(message.wrapped(width).stream().limit(LONGEST_MESSAGE).toList());
        }
        rows.add(Row.of(Hints.of(panel, width), Tone.FAINT));
        return rows;
    }

    /** What was typed last has to be seen, however much it is. */
    private static Row typing(String label, String typed, int width) {
        int room = Math.max(1, width - label.length() - 1);
        return Row.of(label, Tone.PLAIN).add(CharWidth.substringByWidthFromEnd(typed, room) + "_", Tone.STRONG);
    }

    // ---- on top

    private static Rect centred(Rect area, int width, int height) {
        int across = Math.min(width, area.width());
        return new Rect(area.x() + (area.width() - across) / 2, area.y(), across, Math.min(height, area.height()));
    }

    private void palette(Palette palette, Buffer buffer, Rect area) {
        List<Palette.Item> found = palette.found();
        Rect box = centred(area, 60, 3 + Math.max(1, Math.min(found.size(), 12)));
        int width = box.width() - 2;
        List<Row> rows = new ArrayList<>();
        rows.add(typing("> ", palette.typed(), width));
        int room = box.height() - 3;
        int first = first(palette.chosen(), found.size(), room);
        for (int i = first; i < Math.min(found.size(), first + room); i++) {
            boolean chosen = i == palette.chosen();
            rows.add(new Row()
                    .cell((chosen ? "> " : "  ") + found.get(i).title(), width, chosen ? Tone.CHOSEN : Tone.PLAIN));
        }
        if (found.isEmpty()) {
            rows.add(Row.of("  No command has that in its name", Tone.FAINT));
        }
        box(buffer, box, rows);
    }

    private void box(Buffer buffer, Rect box, List<Row> rows) {
        buffer.clear(box);
        String line = "─".repeat(Math.max(0, box.width() - 2));
        buffer.setString(box.x(), box.y(), "┌" + line + "┐", tones.of(Tone.FAINT));
        buffer.setString(box.x(), box.bottom() - 1, "└" + line + "┘", tones.of(Tone.FAINT));
        Rect inner = new Rect(box.x() + 1, box.y() + 1, box.width() - 2, box.height() - 2);
        for (int i = 0; i < inner.height(); i++) {
            buffer.setString(box.x(), inner.y() + i, "│", tones.of(Tone.FAINT));
            buffer.setString(box.right() - 1, inner.y() + i, "│", tones.of(Tone.FAINT));
        }
        lines(buffer, rows, 0, inner);
    }
}
