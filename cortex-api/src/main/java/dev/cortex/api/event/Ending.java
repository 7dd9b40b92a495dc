package dev.cortex.api.event;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** How a phase has ended, and why. */
public sealed interface Ending {

    /** {@return outcome and cause in words, such as {@code failed: timeout}} */
    String text();

    /**
     * The phase is done.
     *
     * @param proof what stands behind that
     */
    record Completed(Proof proof) implements Ending {
        /** Checks for nulls. */
        public Completed {
            Objects.requireNonNull(proof, "proof");
        }

        @Override
        public String text() {
            return switch (proof) {
                case VERIFIED -> "completed";
                case UNVERIFIED -> "completed: unverified";
                case OPERATOR -> "completed: by an operator";
            };
        }
    }

    /** What stands behind a completed phase. */
    enum Proof {
        /** All criteria are met, or there are none. */
        VERIFIED,
        /** Some criteria were not judged. */
        UNVERIFIED,
        /** Somebody said so. */
        OPERATOR
    }

    /**
     * The phase has failed.
     *
     * @param cause what kind of failure it is
     * @param reason what happened, for people
     */
    record Failed(Cause cause, String reason) implements Ending {
        /** Checks for nulls. */
        public Failed {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public String text() {
            return "failed: " + cause.name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a phase has failed. */
    enum Cause {
        /** An agent failed, broke, or could not be activated. */
        AGENT,
        /** An attempt, or the run, took too long. */
        TIMEOUT,
        /** A criterion is not met. */
        CRITERION,
        /** Somebody refused to start it. */
        REJECTED
    }

    /**
     * The phase was not run.
     *
     * @param why what kept it from running
     * @param root the phase with which it began; empty where the phase was not needed, or skipped by an operator
     */
    record Skipped(SkipCause why, Optional<String> root) implements Ending {
        /** Checks for nulls. */
        public Skipped {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(root, "root");
        }

        @Override
        public String text() {
            return switch (why) {
                case UPSTREAM_FAILED -> "skipped: upstream failed" + of();
                case FAIL_FAST -> "skipped: fail fast" + of();
                case UPSTREAM_SKIPPED -> "skipped: upstream skipped" + of();
                case NOT_NEEDED -> "skipped: not needed";
                case OPERATOR -> "skipped: by an operator";
            };
        }

        private String of() {
            return root.map(name -> " (" + name + ")").orElse("");
        }
    }

    /** Why a phase was not run. */
    enum SkipCause {
        /** A phase that it waits for, directly or not, has failed. */
        UPSTREAM_FAILED,
        /** Some phase has failed, and the scenario says that nothing new is to start then. */
        FAIL_FAST,
        /** An operator skipped a phase that it waits for, directly or not. */
        UPSTREAM_SKIPPED,
        /** It handles a failure that did not happen. */
        NOT_NEEDED,
        /** An operator skipped it. */
        OPERATOR
    }
}
