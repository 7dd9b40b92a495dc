package dev.cortex.api.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunStatus {
    /** Somebody drives it, and something runs or is about to. */
    RUNNING,
    /** Nothing runs, and only a person can move it on, whether or not an engine drives it. */
    WAITING,
    /** A stop was asked for and is being carried out. */
    STOPPING,
    /** It was stopped and can be resumed. */
    STOPPED,
    /** It ended, and no phase failed. */
    COMPLETED,
    /** It ended, and a phase failed. */
    FAILED,
    /** Its owner went away without letting go; it can be resumed. The one status that is not in the journal. */
    INTERRUPTED;

    /** {@return whether the run is over, short of a retry} */
    public boolean ended() {
        return this == COMPLETED || this == FAILED;
    }

    /** {@return whether the run is neither over nor stopped} */
    public boolean active() {
        return !ended() && this != STOPPED;
    }

    /** {@return the word that people see} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
