package dev.cortex.api.agent;

import dev.cortex.api.scenario.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs that a piece of work can build on: those of its own phase so far, and those of the phases that its phase
 * depends on, directly or not. An immutable node that points to the nodes before it and is walked when it is asked, so
 * that making one costs nothing for the phases before.
 */
public final class Outputs {
    private static final Outputs NONE = new Outputs(Optional.empty(), List.of());

    private final Optional<Output> own;
    private final List<Outputs> before;

    private Outputs(Optional<Output> own, List<Outputs> before) {
        this.own = own;
        this.before = before;
    }

    /** {@return no outputs} */
    public static Outputs none() {
        return NONE;
    }

    /**
     * What a phase has produced, on top of what came before it.
     *
     * @param own the phase and its outputs
     * @param before the outputs of the phases that it waited for; copied
     * @return all of it
     */
    public static Outputs of(Output own, Collection<Outputs> before) {
        return new Outputs(Optional.of(Objects.requireNonNull(own, "own")), List.copyOf(before));
    }

    /**
     * The outputs of several phases, without one of its own.
     *
     * @param before the outputs of the phases; copied
     * @return all of it
     */
    public static Outputs joined(Collection<Outputs> before) {
        return before.isEmpty() ? NONE : new Outputs(Optional.empty(), List.copyOf(before));
    }

    /**
     * The outputs of one phase.
     *
     * @param phase its name
     * @return its outputs; empty if the work does not depend on such a phase
     */
    public Optional<Values> of(String phase) {
        return all().stream()
                .filter(output -> output.phase().equals(phase))
                .map(Output::values)
                .findFirst();
    }

    /**
     * A value of one phase.
     *
     * @param phase the phase's name
     * @param name the value's name
     * @return the value; empty if there is none, or if it is null
     */
    public Optional<Object> get(String phase, String name) {
        return of(phase).flatMap(values -> values.get(name));
    }

    /** {@return all outputs, each phase once and behind those it waited for} */
    public List<Output> all() {
        List<Output> found = new ArrayList<>();
        Set<Outputs> entered = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Outputs> stack = new ArrayDeque<>();
        Set<Outputs> left = Collections.newSetFromMap(new IdentityHashMap<>());
        stack.push(this);
        while (!stack.isEmpty()) {
            Outputs at = stack.element();
            if (entered.add(at)) {
                for (int i = at.before.size() - 1; i >= 0; i--) {
                    if (!entered.contains(at.before.get(i))) {
                        stack.push(at.before.get(i));
                    }
                }
            } else {
                stack.pop();
                if (left.add(at)) {
                    at.own.ifPresent(found::add);
                }
            }
        }
        return List.copyOf(found);
    }

    /** Equal if {@link #all()} is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Outputs outputs && all().equals(outputs.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    /** {@return the outputs, for a debugger} */
    @Override
    public String toString() {
        return all().toString();
    }
}
