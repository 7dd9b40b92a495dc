package dev.cortex.cli;

import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command that drives a run. */
final class RunOptions {
    @Option(
            names = "--start",
            paramLabel = "NAME",
            description = "Start this phase without asking when it waits for a person (repeatable).")
    List<String> start = new ArrayList<>();

    @Option(names = "--auto", description = "Start every phase without asking. Confirms no criterion.")
    boolean auto;

    @Option(names = CommandCriteria.ALLOW, description = "Let criteria run the commands that they name.")
    boolean allowCommands;

    @Option(names = "--quiet", description = "Say nothing until the end.")
    boolean quiet;

    @Option(names = "--verbose", description = "Tell every event.")
    boolean verbose;

    /** {@return whether nobody is to be asked about this phase} */
    boolean answers(String phase) {
        return auto || start.contains(phase);
    }

    /** {@return those of these options that a command which carries the run on would otherwise lose} */
    List<String> lasting(RunView view) {
        List<String> words = new ArrayList<>();
        if (auto) {
            words.add("--auto");
        }
        for (String phase : start) {
            boolean open = view.phase(phase)
                    .map(PhaseView::state)
                    .filter(state -> state == PhaseState.PENDING || state == PhaseState.WAITING)
                    .isPresent();
            if (open && !auto) {
                words.addAll(CommandLines.option("--start", phase));
            }
        }
        if (allowCommands) {
            words.add(CommandCriteria.ALLOW);
        }
        return words;
    }
}
