package dev.cortex.cli.panel;

import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;

/** What a piece of text is, for whoever gives it a look. What it says does not depend on it. */
enum Tone {
    PLAIN,
    STRONG,
    FAINT,
    TITLE,
    CHOSEN,
    GOOD,
    BAD,
    BUSY,
    ASKING;

    static Tone of(PhaseView phase) {
        if (phase.waitsForPerson() && !phase.state().ended()) {
            return ASKING;
        }
        return switch (phase.state()) {
            case PENDING, SKIPPED -> FAINT;
            case WAITING -> ASKING;
            case IN_PROGRESS, VERIFYING -> BUSY;
            case COMPLETED -> GOOD;
            case FAILED -> BAD;
        };
    }

    static Tone of(RunStatus status) {
        return switch (status) {
            case RUNNING, STOPPING -> BUSY;
            case WAITING -> ASKING;
            case COMPLETED -> GOOD;
            case FAILED, INTERRUPTED -> BAD;
            case STOPPED -> FAINT;
        };
    }
}
