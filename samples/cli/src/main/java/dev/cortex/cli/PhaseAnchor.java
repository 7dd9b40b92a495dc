package dev.cortex.cli;

/** The place of a phase in a page. */
final class PhaseAnchor {
    private PhaseAnchor() {}

    /** {@return the id of the element that tells of it; its number, because names may hold anything} */
    static String of(int index) {
        return "phase-" + (index + 1);
    }
}
