package dev.cortex.testkit.simulation;

/** What a host wants to hold in every schedule, beside {@link Laws}. */
@FunctionalInterface
public interface Invariant {
    /**
     * Looks at a schedule that has come to its end.
     *
     * @param schedule the schedule
     * @throws AssertionError if it breaks the invariant; the message says how
     */
    void check(Schedule schedule);
}
