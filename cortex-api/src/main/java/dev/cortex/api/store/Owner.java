package dev.cortex.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * An engine that drives runs, as others see it. A store knows it by its id alone; the rest may help a store to see whether it
 * is gone, and people to find it.
 *
 * @param id never used twice; any text
 * @param host the machine it is on
 * @param pid its process there
 * @param since when it started; for people
 */
public record Owner(String id, String host, long pid, Instant since) {
    /** Checks for nulls. */
    public Owner {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(since, "since");
    }
}
