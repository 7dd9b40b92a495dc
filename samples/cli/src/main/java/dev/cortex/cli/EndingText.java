package dev.cortex.cli;

import dev.cortex.api.event.Ending;

/** How a phase ended, with the reason of a failure. */
public final class EndingText {
    private EndingText() {}

    public static String of(Ending ending) {
        if (ending instanceof Ending.Failed failed && !failed.reason().isBlank()) {
            return failed.text() + ": " + Visible.reason(failed.reason());
        }
        return ending.text();
    }
}
