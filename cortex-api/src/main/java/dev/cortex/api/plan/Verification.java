package dev.cortex.api.plan;

/** What happens to a phase with a criterion on which no evaluator has a verdict. */
public enum Verification {
    /** The phase is completed, and marked as unverified. The default. */
    LENIENT,
    /** The phase waits for a person to confirm each such criterion. */
    STRICT,
    /** No criterion is judged; a phase that has criteria is completed and marked as unverified. */
    OFF
}
