package dev.cortex.api.run;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A criterion and what is known about it in the phase's present round.
 *
 * @param number its number in the phase's list, from 1
 * @param criterion the criterion
 * @param verdict the verdict, if it was judged
 * @param at when it was judged
 * @param waiting whether it waits for a person to confirm it
 */
public record CriterionView(
        int number, Criterion criterion, Optional<Verdict> verdict, Optional<Instant> at, boolean waiting) {
    /** Checks for nulls. */
    public CriterionView {
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(at, "at");
    }
}
