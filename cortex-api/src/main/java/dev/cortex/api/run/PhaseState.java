package dev.cortex.api.run;

import java.util.Locale;

/** Where a phase stands. */
public enum PhaseState {
    /** Not ready, or ready and without lane or place, or cut short. */
    PENDING,
    /** A gate that waits for somebody to start it. */
    WAITING,
    /** Its agents are being activated, at work, or being deactivated. */
    IN_PROGRESS,
    /** Its criteria are being judged, or wait for a person. */
    VERIFYING,
    /** Done. */
    COMPLETED,
    /** Failed. */
    FAILED,
    /** Not run. */
    SKIPPED;

    /** {@return whether the phase is over, short of an operator's action} */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }

    /** {@return the word that people see} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
