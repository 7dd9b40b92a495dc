package dev.cortex.api.event;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.store.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What can be true of a run. A run is the list of its facts: its state, its history and every report are derived from
 * them. Facts say what happened and what was decided, so reading them back never decides anything anew.
 */
public sealed interface Fact {

    /** {@return the phase it is about; empty if it is about the run} */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /**
     * The run exists. The first fact of every run.
     *
     * @param scenario the definition that the run keeps
     * @param policy the rules that the run keeps
     * @param inputs what it was told
     * @param by who started it
     */
    record RunStarted(Scenario scenario, Policy policy, Values inputs, Actor by) implements Fact {}

    /**
     * An engine drives the run from here on.
     *
     * @param owner the engine
     */
    record RunTaken(Owner owner) implements Fact {}

    /** The engine has let the run go while it waits for a person. */
    record RunReleased() implements Fact {}

    /**
     * The run is over, or stopped; nobody drives it.
     *
     * @param outcome how it ended
     * @param reason why, for people
     */
    record RunEnded(Outcome outcome, String reason) implements Fact {}

    /** How a run ends. */
    enum Outcome {
        /** No phase has failed. */
        COMPLETED,
        /** A phase has failed, or the run's time was over. */
        FAILED,
        /** Somebody stopped it; it can be resumed. */
        STOPPED
    }

    /** The time that the scenario allows for work is over. */
    record RunTimedOut() implements Fact {}

    /**
     * A phase waits for somebody to start it.
     *
     * @param phase the phase
     */
    record GateOpened(String phase) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * A phase is in progress.
     *
     * @param phase the phase
     * @param round from 1; an operator's retry and a repetition after an unmet criterion begin a new one
     * @param deadline when this attempt has taken too long
     */
    record PhaseStarted(String phase, int round, Optional<Instant> deadline) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * A phase was cut short and is pending again; what its agents have finished stands.
     *
     * @param phase the phase
     */
    record PhaseInterrupted(String phase) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * The agents of a phase are done and its criteria are being judged.
     *
     * @param phase the phase
     */
    record PhaseVerifying(String phase) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * A phase is repeated because a criterion was not met.
     *
     * @param phase the phase
     * @param round the round that begins
     * @param at not before this moment
     */
    record PhaseRepeated(String phase, int round, Instant at) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * How a phase will end is decided; what it has activated is being deactivated.
     *
     * @param phase the phase
     * @param ending how it will end
     */
    record PhaseClosing(String phase, Ending ending) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * A phase has ended.
     *
     * @param phase the phase
     * @param ending how
     */
    record PhaseEnded(String phase, Ending ending) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * Phases are pending again, as if they had never run.
     *
     * @param started those among them that count as started: no condition is judged and no gate asked
     * @param phases all of them
     */
    record PhasesReset(List<String> started, List<String> phases) implements Fact {
        /** Copies. */
        public PhasesReset {
            started = List.copyOf(started);
            phases = List.copyOf(phases);
        }
    }

    /**
     * Something is about to be activated.
     *
     * @param activation what
     */
    record Activating(Activation activation) implements Fact {}

    /**
     * An activation is over.
     *
     * @param activation what
     * @param problem why it failed; empty if it is active now
     */
    record Activated(Activation activation, Optional<String> problem) implements Fact {}

    /**
     * Something is about to be deactivated.
     *
     * @param activation what
     * @param until when it has taken too long
     */
    record Deactivating(Activation activation, Instant until) implements Fact {}

    /**
     * A deactivation is over.
     *
     * @param activation what
     * @param problem what went wrong; it is not active any more all the same
     */
    record Deactivated(Activation activation, Optional<String> problem) implements Fact {}

    /**
     * A piece of work, and which attempt at it this is.
     *
     * @param phase the phase
     * @param round the phase's round, from 1
     * @param place the agent's place among those who work in the phase, from 0
     * @param agent the agent's name
     * @param number the attempt, from 1
     */
    record Attempt(String phase, int round, int place, String agent, int number) {}

    /**
     * An agent is about to be asked to work.
     *
     * @param attempt which attempt
     * @param deadline when it has taken too long
     */
    record WorkStarted(Attempt attempt, Optional<Instant> deadline) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(attempt.phase());
        }
    }

    /**
     * An attempt is over.
     *
     * @param attempt which attempt
     * @param outcome how
     * @param abandoned whether the agent did not answer in time after it was asked to stop
     * @param result what the agent said, or a failure with what happened in its place
     * @param retryAt when the next attempt begins, if there is one
     */
    record WorkEnded(
            Attempt attempt, WorkOutcome outcome, boolean abandoned, AgentResult result, Optional<Instant> retryAt)
            implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(attempt.phase());
        }
    }

    /** How an attempt ends. */
    enum WorkOutcome {
        /** The agent did what it was asked. */
        SUCCEEDED,
        /** The agent said that it failed. */
        FAILED,
        /** The agent threw an exception or answered with nonsense. */
        BROKE,
        /** It took too long. */
        TIMED_OUT,
        /** The run was stopped, or its owner went away. It uses up no attempt. */
        INTERRUPTED,
        /** An agent beside it failed, or an operator ended the phase. */
        CANCELLED
    }

    /**
     * A call to the host was asked to stop.
     *
     * @param call the call's name
     * @param why why
     * @param until when it is abandoned
     */
    record CallCancelled(String call, Why why, Instant until) implements Fact {}

    /** Why a call is asked to stop. */
    enum Why {
        /** Its deadline has passed. */
        TIMEOUT,
        /** The run is being stopped. */
        STOP,
        /** Its phase has failed, or was ended by an operator. */
        PHASE_OVER
    }

    /**
     * A call to the host, other than an agent's work, is over without a result after it was asked to stop.
     *
     * @param call the call's name
     * @param abandoned whether it did not answer in time
     */
    record CallDropped(String call, boolean abandoned) implements Fact {}

    /**
     * A criterion was judged.
     *
     * @param phase the phase
     * @param criterion its number in the phase's list, from 1
     * @param verdict the verdict
     */
    record CriterionJudged(String phase, int criterion, Verdict verdict) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * Somebody acted on the run.
     *
     * @param actor who
     * @param reason why, in their words; empty text if they did not say
     * @param action what they did
     */
    record Acted(Actor actor, String reason, OperatorAction action) implements Fact {
        @Override
        public Optional<String> subject() {
            return action.subject();
        }
    }

    /**
     * Somebody wrote a line into the journal by hand. By itself it changes nothing: it is judged, and the event that says
     * how names it by its number and checksum. The time of this event is what the line says.
     *
     * @param checksum the checksum of the line
     * @param act what it asks for; empty if it is no act
     * @param problem why it is no act; empty if it is one
     */
    record Handwritten(String checksum, Optional<Acted> act, Optional<String> problem) implements Fact {
        @Override
        public Optional<String> subject() {
            return act.flatMap(Acted::subject);
        }
    }

    /**
     * A line that was written by hand counts from here on as if its author had acted at this moment.
     *
     * @param number the line's number
     * @param checksum the line's checksum
     */
    record Adopted(long number, String checksum) implements Fact {}

    /**
     * A line that was written by hand does not count and never will.
     *
     * @param number the line's number
     * @param checksum the line's checksum
     * @param reason why, in one sentence
     */
    record Refused(long number, String checksum, String reason) implements Fact {}

    /**
     * The compensation of a completed phase waits for somebody to start it.
     *
     * @param phase the phase
     */
    record CompensationGateOpened(String phase) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * A completed phase is about to be compensated.
     *
     * @param phase the phase
     */
    record CompensationStarted(String phase) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * The compensation of a phase is over.
     *
     * @param phase the phase
     * @param success whether it was compensated
     * @param summary what was done, or what went wrong
     */
    record CompensationEnded(String phase, boolean success, String summary) implements Fact {
        @Override
        public Optional<String> subject() {
            return Optional.of(phase);
        }
    }

    /**
     * Something that people should know and that changes nothing.
     *
     * @param phase the phase it is about; empty if it is about the run
     * @param message one sentence
     */
    record Warned(Optional<String> phase, String message) implements Fact {
        @Override
        public Optional<String> subject() {
            return phase;
        }
    }
}
