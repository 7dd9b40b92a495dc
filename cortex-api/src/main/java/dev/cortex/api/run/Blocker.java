package dev.cortex.api.run;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a phase that is not done does not go on, and what would help.
 *
 * @param phase the phase
 * @param kind what blocks it
 * @param reason the same in words
 * @param root the phase with which it begins: whose gate, work or failure everything else waits for; empty if it is not a
 *     phase
 * @param remedy what somebody can do about it
 */
public record Blocker(String phase, Kind kind, String reason, Optional<String> root, Remedy remedy) {
    /** Checks for nulls. */
    public Blocker {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** What blocks a phase. */
    public enum Kind {
        /** It is a gate, and nobody has started it. */
        GATE,
        /** Criteria wait for a person. */
        CONFIRMATION,
        /** A phase that its condition names has not ended. */
        PREDECESSOR,
        /** Another phase holds the lane. */
        LANE,
        /** As many phases as allowed are in progress. */
        MAX_PARALLEL,
        /** It is being worked on. */
        WORK,
        /** A pause between two attempts. */
        BACKOFF,
        /** Nobody drives the run. */
        NO_OWNER,
        /** It has failed. */
        FAILED,
        /** It was skipped. */
        SKIPPED,
        /** The compensation of a phase waits for a person. */
        COMPENSATION
    }

    /** What somebody can do. Each is a call of {@link Operator}, about the {@link Blocker#root()} where it takes a phase. */
    public enum Remedy {
        /** Nothing but to wait. */
        WAIT,
        /** {@link Operator#start}. */
        START,
        /** {@link Operator#confirm}. */
        CONFIRM,
        /** {@link Operator#retry}. */
        RETRY,
        /** {@link Operator#complete}. */
        COMPLETE,
        /** {@link Operator#resume}. */
        RESUME
    }
}
