package dev.cortex.cli.panel;

import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which keys are of use at one moment, the most useful first. */
final class Hints {
    private static final String EVERYWHERE = "Esc back  Ctrl+P commands  ? help";

    private Hints() {}

    /** As many as fit whole; help is always among them. */
    static String of(Panel panel, int width) {
        List<String> keys = List.of(of(panel).split("  ", -1));
        String help = keys.get(keys.size() - 1);
        StringBuilder row = new StringBuilder();
        for (String key : keys.subList(0, keys.size() - 1)) {
            if (row.length() + key.length() + 2 + help.length() <= width) {
                row.append(key).append("  ");
            }
        }
        return row + help;
    }

    static String of(Panel panel) {
        return switch (panel.screen()) {
            case LIST -> "Enter open  r run  / filter  q quit  Ctrl+P commands  ? help";
            case RUN -> run(panel, panel.run().isPresent() ? "Enter read  h history  " : "");
            case PHASE -> run(panel, "Up/Down scroll  ");
            case HISTORY -> "Up/Down scroll  " + EVERYWHERE;
            case RUNS -> "Enter open  " + EVERYWHERE;
        };
    }

    private static String run(Panel panel, String more) {
        List<String> keys = new ArrayList<>();
        Optional<PhaseView> phase = panel.phase();
        if (phase.filter(one -> one.state() == PhaseState.WAITING).isPresent()) {
            keys.add("s start  x reject");
        }
        if (phase.flatMap(Panel::asked).isPresent()) {
            keys.add("m met  d not met");
        }
        keys.add(panel.run().map(Hints::whole).orElse("r run"));
        return String.join("  ", keys) + "  " + more + EVERYWHERE;
    }

    private static String whole(RunView run) {
        if (run.status() == RunStatus.FAILED) {
            return "T retry";
        } else if (run.status().ended()) {
            return "r run again";
        } else if (!run.standing().driven() && run.status() != RunStatus.WAITING) {
            return "R resume";
        }
        return "S stop";
    }
}
