package dev.cortex.cli;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By whom and why a run was stopped, and how to go on, for the end of {@code status}. */
final class StopText {
    private Fact.@Nullable Acted stop;

    private StopText() {}

    /** {@return lines to put below; none if the run is not stopped} */
    static List<String> of(Run run, RunView view, RunCommands commands) {
        if (view.status() != RunStatus.STOPPED) {
            return List.of();
        }
        StopText text = new StopText();
        run.events(0, event -> text.add(event.fact()));
        String why = text.why(view.standing().reason());
        List<String> lines = new ArrayList<>(List.of("", "Stopped:"));
        if (!why.isBlank()) {
            lines.add("  - " + why);
        }
        lines.add("  - to go on: " + commands.resume());
        return lines;
    }

    private void add(Fact fact) {
        if (fact instanceof Fact.RunTaken) {
            stop = null;
        } else if (fact instanceof Fact.Acted acted && acted.action() instanceof OperatorAction.Stop) {
            stop = acted;
        }
    }

    private String why(String otherwise) {
        Fact.Acted acted = stop;
        if (acted == null) {
            return Visible.clip(otherwise);
        }
        String reason = acted.reason();
        return "by " + Visible.clip(acted.actor().name()) + (reason.isBlank() ? "" : ": " + Visible.clip(reason));
    }
}
