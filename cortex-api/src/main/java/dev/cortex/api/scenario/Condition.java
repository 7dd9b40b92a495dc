package dev.cortex.api.scenario;

import java.util.List;

/**
 * One atom of a phase's condition. A phase is ready when all its atoms are satisfied. Two atoms are equal if they list
 * the same names in the same order.
 */
public sealed interface Condition {

    /** {@return the phases that this atom names, in the order written; empty for {@code auto} and {@code manual}} */
    default List<String> phases() {
        return List.of();
    }

    /** {@return the atom as it is written in a file, such as {@code after:backend,frontend}} */
    String text();

    /** Satisfied when the run starts: {@code auto}. */
    record Auto() implements Condition {
        @Override
        public String text() {
            return "auto";
        }
    }

    /** Satisfied when someone starts the phase explicitly, which makes the phase a gate: {@code manual}. */
    record Manual() implements Condition {
        @Override
        public String text() {
            return "manual";
        }
    }

    /**
     * Satisfied when every listed phase is: {@code after:a,b}.
     *
     * @param phases names of phases
     */
    record After(List<String> phases) implements Condition {
        /** Copies. */
        public After {
            phases = List.copyOf(phases);
        }

        @Override
        public String text() {
            return "after:" + String.join(",", phases);
        }
    }

    /**
     * Satisfied as soon as one of the listed phases has failed: {@code on_failure:a,b}.
     *
     * @param phases names of phases
     */
    record OnFailure(List<String> phases) implements Condition {
        /** Copies. */
        public OnFailure {
            phases = List.copyOf(phases);
        }

        @Override
        public String text() {
            return "on_failure:" + String.join(",", phases);
        }
    }

    /**
     * Satisfied when every listed phase has ended, whatever the outcome: {@code always:a,b}.
     *
     * @param phases names of phases
     */
    record Always(List<String> phases) implements Condition {
        /** Copies. */
        public Always {
            phases = List.copyOf(phases);
        }

        @Override
        public String text() {
            return "always:" + String.join(",", phases);
        }
    }
}
