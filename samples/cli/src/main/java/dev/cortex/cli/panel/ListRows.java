package dev.cortex.cli.panel;

import dev.cortex.api.run.RunView;
import dev.cortex.cli.Ages;
import dev.tamboui.text.CharWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of the lists: what can be run, the runs of one of them, and the events of one run. */
final class ListRows {
    private static final int LONGEST_NAME = 30;
    private static final int KIND = 10;
    private static final int STATUS = 12;
    private static final int AGE = 10;
    private static final int PARTS = 8;
    private static final int PRIORITY = 10;

    private static final int AGENTS = 14;

    private final int name;
    private final boolean agents;

    /** Lines of the list, whose first column has room for the longest name, and the last one is there if it has room. */
    ListRows(List<Listed> listed, int width) {
        int longest =
                listed.stream().mapToInt(one -> CharWidth.of(one.name())).max().orElse(0);
        this.name = 4 + Math.max(8, Math.min(LONGEST_NAME, longest));
        this.agents = name + KIND + STATUS + AGE + PARTS + PRIORITY + AGENTS <= width;
    }

    Row title() {
        return new Row()
                .cell("  Name", name, Tone.STRONG)
                .cell("Kind", KIND, Tone.STRONG)
                .cell("Status", STATUS, Tone.STRONG)
                .cell("Last run", AGE, Tone.STRONG)
                .cell("Phases", PARTS, Tone.STRONG)
                .cell("Priority", PRIORITY, Tone.STRONG)
                .add(agents ? "Agents" : "", Tone.STRONG);
    }

    Row row(Listed one, boolean chosen, Instant now) {
        Tone base = chosen ? Tone.CHOSEN : Tone.PLAIN;
        Tone status = one.last().map(view -> Tone.of(view.status())).orElse(Tone.FAINT);
        String says = one.last().map(view -> view.status().text()).orElse("-");
        if (!one.problems().isEmpty()) {
            says = "[ERROR]";
            status = Tone.BAD;
        }
        return new Row()
                .cell((chosen ? "> " : "  ") + one.name(), name - 1, base)
                .cell("", 1, base)
                .cell(one.kind().word(), KIND, base)
                .cell(says, STATUS, chosen ? base : status)
                .cell(age(one.last(), now), AGE, base)
                .cell(one.phases() == 0 ? "" : String.valueOf(one.phases()), PARTS, base)
                .cell(one.priority(), PRIORITY, base)
                .add(agents ? String.join(", ", one.agents()) : "", base);
    }

    private static String age(Optional<RunView> last, Instant now) {
        return last.map(view -> Ages.between(view.standing().startedAt(), now) + " ago")
                .orElse("");
    }

    static List<Row> runs(List<RunView> runs, int chosen, Instant now) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunView view = runs.get(i);
            Tone base = i == chosen ? Tone.CHOSEN : Tone.PLAIN;
            rows.add(new Row()
                    .cell((i == chosen ? "> " : "  ") + view.id(), 28, base)
                    .cell(view.status().text(), STATUS, i == chosen ? base : Tone.of(view.status()))
                    .cell(Ages.between(view.standing().startedAt(), now) + " ago", AGE, base)
                    .add("by " + view.standing().startedBy().name(), base));
        }
        return rows;
    }

    /** The lines about events; the chosen one is shown as a whole, however long it is. */
    static List<Row> history(List<String> lines, int chosen, int width) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (i == chosen) {
                rows.addAll(Row.of("> " + lines.get(i), Tone.CHOSEN).wrapped(width));
            } else {
                rows.add(new Row().cell("  " + lines.get(i), width, Tone.PLAIN));
            }
        }
        return rows;
    }
}
