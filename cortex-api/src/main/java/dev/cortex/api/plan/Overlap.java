package dev.cortex.api.plan;

/** Which phases of one run may be in progress at the same time, beyond what their conditions say. */
public enum Overlap {
    /**
     * At most one phase that is not {@code parallel}: it holds the run's lane while it is in progress or being checked.
     * Parallel phases neither take the lane nor wait for it. The default.
     */
    LANE,
    /** Conditions alone decide; {@code parallel} has no effect. */
    DAG,
    /** One phase at a time; {@code parallel} has no effect. */
    SERIAL
}
