package dev.cortex.api.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in phases. Immutable, and equal to any scenario with the same parts, wherever it came from: a file or
 * a builder. Whether it can run is found out by planning it.
 */
public final class Scenario {
    private final Builder parts;

    private Scenario(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins a scenario.
     *
     * @param name its name
     * @return a builder
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** {@return a builder that holds all parts of this scenario} */
    public Builder toBuilder() {
        return new Builder(parts);
    }

    /** {@return the name} */
    public String name() {
        return parts.name;
    }

    /** {@return what the scenario is for} */
    public String description() {
        return parts.description;
    }

    /** {@return how urgent it is} */
    public Priority priority() {
        return parts.priority;
    }

    /** {@return what kind of work it is, in the author's words} */
    public Optional<String> type() {
        return parts.type;
    }

    /** {@return the version, as it was written} */
    public Optional<String> version() {
        return parts.version;
    }

    /** {@return what the author wants this scenario to be suggested for; a plain JSON value; never starts a run} */
    public Optional<Object> triggers() {
        return parts.triggers;
    }

    /** {@return what the author wants watched; a plain JSON value for listeners and agents; never evaluated} */
    public Optional<Object> monitoring() {
        return parts.monitoring;
    }

    /** {@return what is done about completed phases when a run has failed} */
    public Rollback rollback() {
        return parts.rollback;
    }

    /** {@return whether nothing new starts after the first failure} */
    public boolean failFast() {
        return parts.failFast;
    }

    /** {@return how many phases may be in progress or being checked at once; empty for any number} */
    public OptionalInt maxParallel() {
        return parts.maxParallel;
    }

    /** {@return for how long phases of one run may be working; waiting for people does not count} */
    public Optional<Duration> timeout() {
        return parts.timeout;
    }

    /** {@return what a run is told, in listed order} */
    public List<Input> inputs() {
        return parts.inputs;
    }

    /** {@return the phases, in listed order} */
    public List<Phase> phases() {
        return parts.phases;
    }

    /** {@return keys of the file that cortex does not know, kept for the host} */
    public Values extensions() {
        return parts.extensions;
    }

    /**
     * The values that a run gets: what was given, and the fallbacks of the rest.
     *
     * @param given what was given
     * @return all inputs
     * @throws IllegalArgumentException if one without a fallback was not given, or one was given that the scenario does
     *     not have; the message names all of them
     */
    public Values resolve(Values given) {
        List<String> missing = new ArrayList<>();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Input input : inputs()) {
            if (given.map().containsKey(input.name())) {
                all.put(input.name(), given.map().get(input.name()));
            } else if (input.fallback().isPresent()) {
                all.put(input.name(), input.fallback().get());
            } else {
                missing.add(input.name());
            }
        }
        List<String> unknown = given.map().keySet().stream()
                .filter(name ->
                        inputs().stream().noneMatch(input -> input.name().equals(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Missing input: " + String.join(", ", missing) + " (scenario " + name() + " cannot run without)");
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown input: " + String.join(", ", unknown) + " (scenario " + name()
                    + " has "
                    + (inputs().isEmpty()
                            ? "no inputs"
                            : String.join(
                                    ", ", inputs().stream().map(Input::name).toList()))
                    + ")");
        }
        return new Values(all);
    }

    private List<Object> all() {
        return List.of(
                parts.name,
                parts.description,
                parts.priority,
                parts.type,
                parts.version,
                parts.triggers,
                parts.monitoring,
                parts.rollback,
                parts.failFast,
                parts.maxParallel,
                parts.timeout,
                parts.inputs,
                parts.phases,
                parts.extensions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scenario scenario && all().equals(scenario.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** {@return name and number of phases, for a debugger} */
    @Override
    public String toString() {
        return "Scenario[" + name() + ", " + phases().size() + " phases]";
    }

    static Duration positive(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a timeout is more than zero: " + limit);
        }
        return limit;
    }

    /** Collects the parts of a scenario. Not thread-safe. A scenario that was built does not change with its builder. */
    public static final class Builder {
        private final String name;
        private String description = "";
        private Priority priority = Priority.MEDIUM;
        private Optional<String> type = Optional.empty();
        private Optional<String> version = Optional.empty();
        private Optional<Object> triggers = Optional.empty();
        private Optional<Object> monitoring = Optional.empty();
        private Rollback rollback = Rollback.NONE;
        private boolean failFast;
        private OptionalInt maxParallel = OptionalInt.empty();
        private Optional<Duration> timeout = Optional.empty();
        private List<Input> inputs = List.of();
        private List<Phase> phases = new ArrayList<>();
        private Values extensions = Values.none();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        private Builder(Builder from) {
            this.name = from.name;
            this.description = from.description;
            this.priority = from.priority;
            this.type = from.type;
            this.version = from.version;
            this.triggers = from.triggers;
            this.monitoring = from.monitoring;
            this.rollback = from.rollback;
            this.failFast = from.failFast;
            this.maxParallel = from.maxParallel;
            this.timeout = from.timeout;
            this.inputs = from.inputs;
            this.phases = new ArrayList<>(from.phases);
            this.extensions = from.extensions;
        }

        /**
         * What the scenario is for. Every scenario has to say so.
         *
         * @param text words for people and agents
         * @return this builder
         */
        public Builder description(String text) {
            this.description = Objects.requireNonNull(text, "description");
            return this;
        }

        /**
         * How urgent it is; medium by default.
         *
         * @param urgency the priority
         * @return this builder
         */
        public Builder priority(Priority urgency) {
            this.priority = Objects.requireNonNull(urgency, "priority");
            return this;
        }

        /**
         * What kind of work it is.
         *
         * @param text the author's word for it
         * @return this builder
         */
        public Builder type(String text) {
            this.type = Optional.of(text);
            return this;
        }

        /**
         * Which version of the scenario this is.
         *
         * @param text any text
         * @return this builder
         */
        public Builder version(String text) {
            this.version = Optional.of(text);
            return this;
        }

        /**
         * What the scenario is to be suggested for.
         *
         * @param value a plain JSON value; copied
         * @return this builder
         * @throws IllegalArgumentException if it is no plain JSON value
         */
        public Builder triggers(Object value) {
            this.triggers = Optional.ofNullable(Values.normal(value));
            return this;
        }

        /**
         * What is to be watched.
         *
         * @param value a plain JSON value; copied
         * @return this builder
         * @throws IllegalArgumentException if it is no plain JSON value
         */
        public Builder monitoring(Object value) {
            this.monitoring = Optional.ofNullable(Values.normal(value));
            return this;
        }

        /**
         * What is done about completed phases when a run has failed.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder rollback(Rollback rule) {
            this.rollback = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Starts nothing new after the first failure, clean-up apart.
         *
         * @return this builder
         */
        public Builder failFast() {
            this.failFast = true;
            return this;
        }

        /**
         * How many phases may be in progress at once.
         *
         * @param phases at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxParallel(int phases) {
            if (phases < 1) {
                throw new IllegalArgumentException("max_parallel is at least 1: " + phases);
            }
            this.maxParallel = OptionalInt.of(phases);
            return this;
        }

        /**
         * For how long phases of one run may be working.
         *
         * @param limit more than zero
         * @return this builder
         * @throws IllegalArgumentException if it is zero or less
         */
        public Builder timeout(Duration limit) {
            this.timeout = Optional.of(positive(limit));
            return this;
        }

        /**
         * What a run is told.
         *
         * @param list the inputs; copied
         * @return this builder
         */
        public Builder inputs(List<Input> list) {
            this.inputs = List.copyOf(list);
            return this;
        }

        /**
         * Adds a phase behind the others.
         *
         * @param phase the phase
         * @return this builder
         */
        public Builder phase(Phase phase) {
            this.phases.add(Objects.requireNonNull(phase, "phase"));
            return this;
        }

        /**
         * Adds a phase behind the others, as in {@code phase("build", p -> p.after("plan").agents("coder"))}.
         *
         * @param name its name
         * @param parts sets its other parts
         * @return this builder
         */
        public Builder phase(String name, UnaryOperator<Phase.Builder> parts) {
            return phase(parts.apply(Phase.named(name)).build());
        }

        /**
         * The phases, in place of those added so far.
         *
         * @param list the phases; copied
         * @return this builder
         */
        public Builder phases(List<Phase> list) {
            this.phases = new ArrayList<>(List.copyOf(list));
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

        /** {@return the scenario} */
        public Scenario build() {
            Builder copy = new Builder(this);
            copy.phases = List.copyOf(copy.phases);
            return new Scenario(copy);
        }
    }
}
