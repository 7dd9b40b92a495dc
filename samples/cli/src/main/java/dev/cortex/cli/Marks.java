package dev.cortex.cli;

import dev.cortex.api.run.PhaseView;

/** The mark in front of a phase. */
public final class Marks {
    private Marks() {}

    public static String of(PhaseView phase) {
        if (phase.waitsForPerson() && !phase.state().ended()) {
            return "[?]";
        }
        return switch (phase.state()) {
            case PENDING -> "[ ]";
            case WAITING -> "[?]";
            case IN_PROGRESS, VERIFYING -> "[>]";
            case COMPLETED -> "[x]";
            case FAILED -> "[!]";
            case SKIPPED -> "[-]";
        };
    }
}
