package dev.cortex.api.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One phase of a {@link Scenario}: when it is ready, who works in it, and what has to be true afterwards. Immutable;
 * equal if all parts are. Built with {@link #named}; the parts are checked together when a scenario is planned.
 */
public final class Phase {
    /** The agent that works where a phase has a prompt and names none: the host's own. */
    public static final String DEFAULT_AGENT = "default";

    private final Builder parts;

    private Phase(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins a phase. Without a condition it is a gate, as if {@link Builder#manual()} were called.
     *
     * @param name its name, unique in its scenario
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** {@return a builder that holds all parts of this phase} */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** {@return the name} */
    public String name() {
        return parts.name;
    }

    /** {@return what the phase is for; empty text if nothing was said} */
    public String description() {
        return parts.description;
    }

    /** {@return the atoms of the condition in the order written; all of them have to be satisfied; never empty} */
    public List<Condition> conditions() {
        return parts.conditions;
    }

    /** {@return whether the phase runs beside others, without taking the lane} */
    public boolean parallel() {
        return parts.parallel;
    }

    /** {@return the agents as listed} */
    public List<String> agents() {
        return parts.agents;
    }

    /** {@return the profiles as listed} */
    public List<String> profiles() {
        return parts.profiles;
    }

    /** {@return what has to be true when the agents are done, in listed order} */
    public List<Criterion> criteria() {
        return parts.criteria;
    }

    /** {@return what the agents are told to do, if something was written} */
    public Optional<String> prompt() {
        return parts.prompt;
    }

    /** {@return how the agents share the work} */
    public AgentMode agentMode() {
        return parts.agentMode;
    }

    /** {@return how long one attempt may take: activation, agents and checks together} */
    public Optional<Duration> timeout() {
        return parts.timeout;
    }

    /** {@return how often a failed attempt is repeated} */
    public Retry retry() {
        return parts.retry;
    }

    /** {@return whether phases after this one start although it failed} */
    public boolean continueOnFailure() {
        return parts.continueOnFailure;
    }

    /** {@return the names of the outputs that the phase promises} */
    public List<String> outputs() {
        return parts.outputs;
    }

    /** {@return keys of the file that cortex does not know, kept for the host} */
    public Values extensions() {
        return parts.extensions;
    }

    /** {@return who works: the listed agents; {@link #DEFAULT_AGENT} for a prompt without agents; else nobody} */
    public List<String> workers() {
        if (agents().isEmpty() && prompt().isPresent()) {
            return List.of(DEFAULT_AGENT);
        }
        return agents();
    }

    /** {@return whether someone has to start the phase explicitly} */
    public boolean gate() {
        return conditions().contains(new Condition.Manual());
    }

    /** {@return the names of all phases in the condition, each once, in the order written} */
    public Set<String> waitsFor() {
        Set<String> names = new LinkedHashSet<>();
        conditions().forEach(atom -> names.addAll(atom.phases()));
        return names;
    }

    /** {@return the condition as the preview shows it: {@code [after:a]}, {@code [after:a, manual]}} */
    public String conditionText() {
        StringBuilder text = new StringBuilder("[");
        for (Condition atom : conditions()) {
            text.append(text.length() == 1 ? "" : ", ").append(atom.text());
        }
        return text.append(']').toString();
    }

    private List<Object> all() {
        return List.of(
                parts.name,
                parts.description,
                parts.conditions,
                parts.parallel,
                parts.agents,
                parts.profiles,
                parts.criteria,
                parts.prompt,
                parts.agentMode,
                parts.timeout,
                parts.retry,
                parts.continueOnFailure,
                parts.outputs,
                parts.extensions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Phase phase && all().equals(phase.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** {@return name and condition, for a debugger} */
    @Override
    public String toString() {
        return "Phase[" + name() + " " + conditionText() + "]";
    }

    /** Collects the parts of a phase. Not thread-safe. A phase that was built does not change with its builder. */
    public static final class Builder {
        private final String name;
        private String description = "";
        private List<Condition> conditions = List.of();
        private boolean parallel;
        private List<String> agents = List.of();
        private List<String> profiles = List.of();
        private List<Criterion> criteria = List.of();
        private Optional<String> prompt = Optional.empty();
        private AgentMode agentMode = AgentMode.SEQUENTIAL;
        private Optional<Duration> timeout = Optional.empty();
        private Retry retry = Retry.NONE;
        private boolean continueOnFailure;
        private List<String> outputs = List.of();
        private Values extensions = Values.none();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        private Builder(Builder from) {
            this.name = from.name;
            this.description = from.description;
            this.conditions = from.conditions;
            this.parallel = from.parallel;
            this.agents = from.agents;
            this.profiles = from.profiles;
            this.criteria = from.criteria;
            this.prompt = from.prompt;
            this.agentMode = from.agentMode;
            this.timeout = from.timeout;
            this.retry = from.retry;
            this.continueOnFailure = from.continueOnFailure;
            this.outputs = from.outputs;
            this.extensions = from.extensions;
        }

        /**
         * What the phase is for.
         *
         * @param text words for people and agents
         * @return this builder
         */
        public Builder description(String text) {
            this.description = Objects.requireNonNull(text, "description");
            return this;
        }

        /**
         * Adds an atom to the condition.
         *
         * @param atom what else has to be satisfied
         * @return this builder
         */
        public Builder condition(Condition atom) {
            List<Condition> more = new ArrayList<>(conditions);
            more.add(Objects.requireNonNull(atom, "atom"));
            this.conditions = List.copyOf(more);
            return this;
        }

        /**
         * The whole condition, in place of the atoms added so far.
         *
         * @param atoms what has to be satisfied; copied; none at all makes the phase a gate
         * @return this builder
         */
        public Builder conditions(List<Condition> atoms) {
            this.conditions = List.copyOf(atoms);
            return this;
        }

        /**
         * Adds {@code auto} to the condition.
         *
         * @return this builder
         */
        public Builder auto() {
            return condition(new Condition.Auto());
        }

        /**
         * Adds {@code manual} to the condition: someone has to start the phase.
         *
         * @return this builder
         */
        public Builder manual() {
            return condition(new Condition.Manual());
        }

        /**
         * Adds {@code after:…} to the condition.
         *
         * @param phases the phases that have to be satisfied
         * @return this builder
         */
        public Builder after(String... phases) {
            return condition(new Condition.After(List.of(phases)));
        }

        /**
         * Adds {@code on_failure:…} to the condition.
         *
         * @param phases the phases of which one has to fail
         * @return this builder
         */
        public Builder onFailure(String... phases) {
            return condition(new Condition.OnFailure(List.of(phases)));
        }

        /**
         * Adds {@code always:…} to the condition.
         *
         * @param phases the phases that have to end
         * @return this builder
         */
        public Builder always(String... phases) {
            return condition(new Condition.Always(List.of(phases)));
        }

        /**
         * Lets the phase run beside others.
         *
         * @return this builder
         */
        public Builder parallel() {
            return parallel(true);
        }

        /**
         * Says whether the phase runs beside others.
         *
         * @param yes whether it does
         * @return this builder
         */
        public Builder parallel(boolean yes) {
            this.parallel = yes;
            return this;
        }

        /**
         * Who works, in this order.
         *
         * @param names names of agents
         * @return this builder
         */
        public Builder agents(String... names) {
            return agents(List.of(names));
        }

        /**
         * Who works, in this order.
         *
         * @param names names of agents; copied
         * @return this builder
         */
        public Builder agents(List<String> names) {
            this.agents = List.copyOf(names);
            return this;
        }

        /**
         * What is activated before the agents are.
         *
         * @param names names of profiles
         * @return this builder
         */
        public Builder profiles(String... names) {
            return profiles(List.of(names));
        }

        /**
         * What is activated before the agents are.
         *
         * @param names names of profiles; copied
         * @return this builder
         */
        public Builder profiles(List<String> names) {
            this.profiles = List.copyOf(names);
            return this;
        }

        /**
         * What has to be true afterwards, in words.
         *
         * @param texts the criteria
         * @return this builder
         */
        public Builder criteria(String... texts) {
            return criteria(List.of(texts).stream().map(Criterion::of).toList());
        }

        /**
         * What has to be true afterwards.
         *
         * @param list the criteria; copied
         * @return this builder
         */
        public Builder criteria(List<Criterion> list) {
            this.criteria = List.copyOf(list);
            return this;
        }

        /**
         * What the agents are told to do.
         *
         * @param text the prompt
         * @return this builder
         */
        public Builder prompt(String text) {
            this.prompt = Optional.of(text);
            return this;
        }

        /**
         * How the agents share the work.
         *
         * @param mode one after the other, or together
         * @return this builder
         */
        public Builder agentMode(AgentMode mode) {
            this.agentMode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * How long one attempt may take.
         *
         * @param limit more than zero
         * @return this builder
         * @throws IllegalArgumentException if it is zero or less
         */
        public Builder timeout(Duration limit) {
            this.timeout = Optional.of(Scenario.positive(limit));
            return this;
        }

        /**
         * How often a failed attempt is repeated.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder retry(Retry rule) {
            this.retry = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Lets the phases after this one start even if it fails.
         *
         * @return this builder
         */
        public Builder continueOnFailure() {
            this.continueOnFailure = true;
            return this;
        }

        /**
         * Which outputs the phase promises.
         *
         * @param names names of outputs
         * @return this builder
         */
        public Builder outputs(String... names) {
            return outputs(List.of(names));
        }

        /**
         * Which outputs the phase promises.
         *
         * @param names names of outputs; copied
         * @return this builder
         */
        public Builder outputs(List<String> names) {
            this.outputs = List.copyOf(names);
            return this;
        }

        /**
         * Data that cortex keeps and does not look at.
         *
         * @param values the data
         * @return this builder
         */
        public Builder extensions(Values values) {
            this.extensions = Objects.requireNonNull(values, "values");
            return this;
        }

        /** {@return the phase} */
        public Phase build() {
            Builder copy = new Builder(this);
            return new Phase(copy.conditions.isEmpty() ? copy.manual() : copy);
        }
    }
}
