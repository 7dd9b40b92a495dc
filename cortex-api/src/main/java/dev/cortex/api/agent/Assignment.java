package dev.cortex.api.agent;

import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent is asked to do. Plain immutable data, so it may be sent to another process.
 *
 * <p>Work is delivered at least once. Within one round of a phase every delivery to the same place carries the same
 * {@link #idempotencyKey()}: an agent that remembers what it did under a key can answer the second time without doing
 * it again.
 */
public final class Assignment {
    private final Builder parts;

    private Assignment(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins an assignment. Engines make them; so does a test of an agent.
     *
     * @param runId the run
     * @param scenario the scenario
     * @param phase one of its phases
     * @param agent who is asked
     * @return a builder; without more, it makes the first attempt, without inputs, outputs and time limit
     */
    public static Builder of(String runId, Scenario scenario, Phase phase, String agent) {
        return new Builder(runId, scenario, phase, agent);
    }

    /** {@return the run's id} */
    public String runId() {
        return parts.runId;
    }

    /** {@return the scenario that runs} */
    public Scenario scenario() {
        return parts.scenario;
    }

    /** {@return the phase to work in, with its prompt and its criteria} */
    public Phase phase() {
        return parts.phase;
    }

    /** {@return the name of the agent that is asked} */
    public String agent() {
        return parts.agent;
    }

    /** {@return the number of this attempt, from 1; it grows with every delivery, after an interruption too} */
    public int attempt() {
        return parts.attempt;
    }

    /** {@return what is the same for every attempt at this piece of work: run, phase, round and place} */
    public String idempotencyKey() {
        return parts.idempotencyKey;
    }

    /** {@return how much time there was left when the work was handed out; empty if there is no limit} */
    public Optional<Duration> timeLeft() {
        return parts.timeLeft;
    }

    /** {@return what the run was told} */
    public Values inputs() {
        return parts.inputs;
    }

    /** {@return what the phases and agents before have produced} */
    public Outputs outputs() {
        return parts.outputs;
    }

    /**
     * The criteria that were not met in the round before, if the work is repeated because of them.
     *
     * @return from the text of a criterion to the evidence against it, in listed order; empty in a first round
     */
    public Map<String, String> unmet() {
        return parts.unmet;
    }

    /** {@return run, phase, agent and attempt, for a log} */
    @Override
    public String toString() {
        return "Assignment[" + parts.idempotencyKey + " " + parts.agent + ", attempt " + parts.attempt + "]";
    }

    /** Collects the parts of an assignment. Not thread-safe. */
    public static final class Builder {
        private final String runId;
        private final Scenario scenario;
        private final Phase phase;
        private final String agent;
        private int attempt = 1;
        private String idempotencyKey;
        private Optional<Duration> timeLeft = Optional.empty();
        private Values inputs = Values.none();
        private Outputs outputs = Outputs.none();
        private Map<String, String> unmet = Map.of();

        private Builder(String runId, Scenario scenario, Phase phase, String agent) {
            this.runId = Objects.requireNonNull(runId, "runId");
            this.scenario = Objects.requireNonNull(scenario, "scenario");
            this.phase = Objects.requireNonNull(phase, "phase");
            this.agent = Objects.requireNonNull(agent, "agent");
            this.idempotencyKey = runId + "/" + phase.name() + "/1/0";
        }

        private Builder(Builder from) {
            this(from.runId, from.scenario, from.phase, from.agent);
            this.attempt = from.attempt;
            this.idempotencyKey = from.idempotencyKey;
            this.timeLeft = from.timeLeft;
            this.inputs = from.inputs;
            this.outputs = from.outputs;
            this.unmet = from.unmet;
        }

        /**
         * Which attempt this is.
         *
         * @param number from 1
         * @return this builder
         */
        public Builder attempt(int number) {
            this.attempt = number;
            return this;
        }

        /**
         * What stays the same for every attempt.
         *
         * @param key the key
         * @return this builder
         */
        public Builder idempotencyKey(String key) {
            this.idempotencyKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /**
         * How much time there is.
         *
         * @param limit from now
         * @return this builder
         */
        public Builder timeLeft(Duration limit) {
            this.timeLeft = Optional.of(limit);
            return this;
        }

        /**
         * What the run was told.
         *
         * @param values the inputs
         * @return this builder
         */
        public Builder inputs(Values values) {
            this.inputs = Objects.requireNonNull(values, "values");
            return this;
        }

        /**
         * What came before.
         *
         * @param before the outputs
         * @return this builder
         */
        public Builder outputs(Outputs before) {
            this.outputs = Objects.requireNonNull(before, "before");
            return this;
        }

        /**
         * Which criteria were not met in the round before.
         *
         * @param criteria from a criterion's text to the evidence against it; copied
         * @return this builder
         */
        public Builder unmet(Map<String, String> criteria) {
            this.unmet = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
            return this;
        }

        /** {@return the assignment} */
        public Assignment build() {
            return new Assignment(new Builder(this));
        }
    }
}
