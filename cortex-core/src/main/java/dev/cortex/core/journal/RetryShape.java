package dev.cortex.core.journal;

import dev.cortex.api.scenario.Retry;
import java.time.Duration;
import java.util.Optional;

/** A retry rule as files have it. */
record RetryShape(int maxAttempts, Optional<Backoff> backoff) {
    /** The pauses; absent if there are none. */
    record Backoff(Duration initial, double factor, Duration max) {}

    private static final Backoff NONE = new Backoff(Duration.ZERO, 1, Duration.ZERO);

    static RetryShape of(Retry retry) {
        Backoff backoff = new Backoff(retry.initial(), retry.factor(), retry.max());
        return new RetryShape(retry.maxAttempts(), Optional.of(backoff).filter(some -> !some.equals(NONE)));
    }

    Retry retry() {
        Backoff pauses = backoff.orElse(NONE);
        return new Retry(maxAttempts, pauses.initial(), pauses.factor(), pauses.max());
    }
}
