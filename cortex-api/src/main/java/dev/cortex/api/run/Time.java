package dev.cortex.api.run;

import java.time.Instant;

/** The time that an engine lives in. A host replaces it in tests. */
public interface Time {
    /** {@return the present moment; never earlier than one returned before in this process} */
    Instant now();

    /**
     * Has an action run once at a moment, or soon after it; at once if it has passed.
     *
     * @param moment when, in terms of {@link #now()}
     * @param action what to do; it is quick, and may be run on any thread
     */
    void at(Instant moment, Runnable action);
}
