package dev.cortex.api.diagnostic;

/** How much a {@link Diagnostic} weighs. Only an {@link #ERROR} keeps a definition from running. */
public enum Severity {
    /** The definition cannot run. */
    ERROR,
    /** The definition runs, and probably not as its author meant. */
    WARNING,
    /** Something that a reader did on the author's behalf, such as rewriting an older notation. */
    INFO
}
