package dev.cortex.api.plan;

import java.time.Duration;
import java.util.Objects;

/**
 * A host's rules for running a scenario. A run keeps the policy it was started with.
 *
 * @param overlap which phases may be in progress together
 * @param verification what happens to criteria that nobody could judge
 * @param grace how long an agent that was asked to stop may take before it is abandoned, and how long a deactivation
 *     may take; not negative
 */
public record Policy(Overlap overlap, Verification verification, Duration grace) {
    /** {@link Overlap#LANE}, {@link Verification#LENIENT}, 30 seconds. */
    public static final Policy STANDARD = new Policy(Overlap.LANE, Verification.LENIENT, Duration.ofSeconds(30));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the grace is negative
     */
    public Policy {
        Objects.requireNonNull(overlap, "overlap");
        Objects.requireNonNull(verification, "verification");
        if (grace.isNegative()) {
            throw new IllegalArgumentException("a grace is not negative: " + grace);
        }
    }

    /**
     * The same rules but for one.
     *
     * @param rule which phases may be in progress together
     * @return a copy
     */
    public Policy with(Overlap rule) {
        return new Policy(rule, verification, grace);
    }

    /**
     * The same rules but for one.
     *
     * @param rule what happens to criteria that nobody could judge
     * @return a copy
     */
    public Policy with(Verification rule) {
        return new Policy(overlap, rule, grace);
    }

    /**
     * The same rules but for one.
     *
     * @param patience how long an agent may take to stop
     * @return a copy
     */
    public Policy withGrace(Duration patience) {
        return new Policy(overlap, verification, patience);
    }
}
