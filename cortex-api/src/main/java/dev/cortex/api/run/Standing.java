package dev.cortex.api.run;

import dev.cortex.api.event.Actor;
import dev.cortex.api.store.Owner;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a run as a whole stands.
 *
 * @param status its status
 * @param reason why, where there is more to say than the status does; else empty text
 * @param owner the engine that drives it; empty if nobody does
 * @param startedBy who started it
 * @param startedAt when it was started
 * @param changedAt when its last event was recorded
 * @param events how many events it has
 */
public record Standing(
        RunStatus status,
        String reason,
        Optional<Owner> owner,
        Actor startedBy,
        Instant startedAt,
        Instant changedAt,
        long events) {
    /** {@return whether an engine drives the run, so that an act is obeyed and nobody has to resume} */
    public boolean driven() {
        return owner.isPresent();
    }

    /** Checks for nulls. */
    public Standing {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(startedBy, "startedBy");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(changedAt, "changedAt");
    }
}
