package dev.cortex.api.event;

import dev.cortex.api.scenario.Scenario;
import java.util.Objects;
import java.util.Optional;

/** What a person can do to a run. Which state allows which action is said at each method of the run's operator. */
public sealed interface OperatorAction {

    /** {@return the phase it is about; empty if it is about the whole run} */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /** {@return the word for it, such as {@code start}} */
    String verb();

    /**
     * Starts a gate.
     *
     * @param phase the phase
     */
    record Start(String phase) implements OperatorAction {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }

        @Override
        public String verb() {
            return "start";
        }
    }

    /**
     * Refuses to start a gate, or to accept the criteria that wait for a person: the phase fails.
     *
     * @param phase the phase
     */
    record Reject(String phase) implements OperatorAction {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }

        @Override
        public String verb() {
            return "reject";
        }
    }

    /**
     * Declares a phase done.
     *
     * @param phase the phase
     */
    record Complete(String phase) implements OperatorAction {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }

        @Override
        public String verb() {
            return "complete";
        }
    }

    /**
     * Leaves a phase out, and with it what comes after it.
     *
     * @param phase the phase
     */
    record Skip(String phase) implements OperatorAction {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }

        @Override
        public String verb() {
            return "skip";
        }
    }

    /**
     * Says whether a criterion is met.
     *
     * @param phase the phase
     * @param criterion its number in the phase's list, from 1
     * @param met whether it is met
     */
    record Confirm(String phase, int criterion, boolean met) implements OperatorAction {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }

        @Override
        public String verb() {
            return "confirm";
        }
    }

    /** Stops the run; a second time: without waiting for agents. */
    record Stop() implements OperatorAction {
        @Override
        public String verb() {
            return "stop";
        }
    }

    /**
     * Runs failed phases again, and everything that depends on them.
     *
     * @param phase the phase to begin with; empty for every failed one
     */
    record Retry(Optional<String> phase) implements OperatorAction {
        /** Checks for nulls. */
        public Retry {
            Objects.requireNonNull(phase, "phase");
        }

        @Override
        public Optional<String> subject() {
            return phase;
        }

        @Override
        public String verb() {
            return "retry";
        }
    }

    /**
     * Goes on with another definition of the same scenario.
     *
     * @param scenario the definition
     */
    record Adopt(Scenario scenario) implements OperatorAction {
        @Override
        public String verb() {
            return "adopt";
        }
    }
}
