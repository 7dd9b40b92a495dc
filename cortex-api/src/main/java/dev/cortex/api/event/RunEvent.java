package dev.cortex.api.event;

import java.time.Instant;
import java.util.Objects;

/**
 * One fact about a run, with its place in the run's journal.
 *
 * @param runId the run's id
 * @param number counted from 1 without gaps
 * @param at when it was recorded, by the clock of whoever recorded it; for people, and for deadlines of that owner
 * @param fact what happened
 */
public record RunEvent(String runId, long number, Instant at, Fact fact) {
    /** Checks for nulls. */
    public RunEvent {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(fact, "fact");
    }
}
