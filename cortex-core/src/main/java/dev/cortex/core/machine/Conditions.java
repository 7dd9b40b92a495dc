package dev.cortex.core.machine;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Ending.SkipCause;
import dev.cortex.api.scenario.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which phases are ready and which can never be. For each atom of each condition it counts the named phases that are
 * open, that satisfy it, and that stand against it, so that the end of a phase costs as much as there are conditions that
 * name it.
 */
final class Conditions {
    /** What the end of a named phase means for an atom. */
    private enum Effect {
        SATISFIES,
        LOOKED_THROUGH,
        UPSTREAM_FAILED,
        UPSTREAM_SKIPPED,
        NOT_NEEDED
    }

    /** One atom of one phase's condition. */
    private static final class Atom {
        final PhaseRun owner;
        final Condition condition;
        final List<PhaseRun> named;
        int open;
        int satisfied;
        int against;

        Atom(PhaseRun owner, Condition condition, List<PhaseRun> named) {
            this.owner = owner;
            this.condition = condition;
            this.named = named;
        }

        boolean vacuous() {
            return open == 0 && satisfied == 0 && against == 0;
        }

        /** Whether more endings of named phases can change nothing but the cause of a skip. */
        boolean settled() {
            return open <= 0 || (condition instanceof Condition.OnFailure && satisfied > 0);
        }

        boolean satisfied() {
            return condition instanceof Condition.OnFailure ? satisfied > 0 : open == 0 && against == 0;
        }
    }

    private final List<List<Atom>> atoms = new ArrayList<>();
    private final List<List<Atom>> namedBy = new ArrayList<>();
    private final Map<String, PhaseRun> byName;

    Conditions(List<PhaseRun> phases, Map<String, PhaseRun> byName) {
        this.byName = byName;
        phases.forEach(phase -> namedBy.add(new ArrayList<>()));
        for (PhaseRun phase : phases) {
            List<Atom> own = new ArrayList<>();
            for (Condition condition : phase.phase.conditions()) {
                List<PhaseRun> named = condition.phases().stream()
                        .distinct()
                        .map(name -> known(name))
                        .toList();
                if (!named.isEmpty()) {
                    Atom atom = new Atom(phase, condition, named);
                    own.add(atom);
                    named.forEach(one -> namedBy.get(one.index()).add(atom));
                }
            }
            atoms.add(List.copyOf(own));
        }
        recount();
    }

    /** Counts everything anew, after phases were reset. */
    void recount() {
        atoms.forEach(own -> own.forEach(atom -> {
            atom.open = 0;
            atom.satisfied = 0;
            atom.against = 0;
            atom.named.forEach(one -> {
                atom.open++;
                if (one.ending != null) {
                    count(atom, one, one.ending);
                }
            });
        }));
    }

    /** Counts the end of a phase, and returns those that name it and wait for no more in the same breath. */
    List<PhaseRun> ended(PhaseRun phase, Ending ending) {
        List<PhaseRun> settled = new ArrayList<>();
        for (Atom atom : namedBy.get(phase.index())) {
            count(atom, phase, ending);
            if (atom.settled()) {
                settled.add(atom.owner);
            }
        }
        return settled;
    }

    private static void count(Atom atom, PhaseRun phase, Ending ending) {
        Effect effect = effect(atom.condition, phase, ending);
        atom.open--;
        if (effect == Effect.SATISFIES) {
            atom.satisfied++;
        } else if (effect != Effect.LOOKED_THROUGH) {
            atom.against++;
        }
    }

    /** Whether every atom with names is satisfied, or names only phases that are looked through while others do not. */
    boolean ready(PhaseRun phase) {
        List<Atom> own = atoms.get(phase.index());
        return own.isEmpty()
                || (own.stream().allMatch(atom -> atom.satisfied() || atom.vacuous())
                        && !own.stream().allMatch(Atom::vacuous));
    }

    /** Why a phase can never be ready; empty while it may become ready. */
    Optional<Ending.Skipped> skip(PhaseRun phase) {
        List<Atom> own = atoms.get(phase.index());
        if (ready(phase) || own.stream().anyMatch(atom -> atom.open > 0)) {
            return Optional.empty();
        }
        return Optional.of(root(own, Effect.UPSTREAM_FAILED)
                .map(root -> new Ending.Skipped(SkipCause.UPSTREAM_FAILED, Optional.of(root)))
                .or(() -> root(own, Effect.UPSTREAM_SKIPPED)
                        .map(root -> new Ending.Skipped(SkipCause.UPSTREAM_SKIPPED, Optional.of(root))))
                .orElse(new Ending.Skipped(SkipCause.NOT_NEEDED, Optional.empty())));
    }

    /** Of the roots behind the phases with this effect, the one that is declared first. */
    private Optional<String> root(List<Atom> own, Effect wanted) {
        return own.stream()
                .flatMap(atom -> atom.named.stream()
                        .filter(one -> one.ending != null && effect(atom.condition, one, one.ending) == wanted))
                .map(Conditions::rootOf)
                .min(Comparator.comparingInt(this::declared));
    }

    private int declared(String name) {
        PhaseRun phase = byName.get(name);
        return phase == null ? Integer.MAX_VALUE : phase.index();
    }

    private PhaseRun known(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "a plan's conditions name its phases: " + name);
    }

    /** The phase with which it began that a phase did not complete. */
    static String rootOf(PhaseRun phase) {
        return phase.ending instanceof Ending.Skipped skipped ? skipped.root().orElse(phase.name()) : phase.name();
    }

    private static Effect effect(Condition condition, PhaseRun phase, Ending ending) {
        if (condition instanceof Condition.Always) {
            return Effect.SATISFIES;
        }
        boolean wantsFailure = condition instanceof Condition.OnFailure;
        if (ending instanceof Ending.Completed) {
            return wantsFailure ? Effect.NOT_NEEDED : Effect.SATISFIES;
        }
        if (ending instanceof Ending.Failed) {
            return wantsFailure || phase.phase.continueOnFailure() ? Effect.SATISFIES : Effect.UPSTREAM_FAILED;
        }
        return switch (((Ending.Skipped) ending).why()) {
            case UPSTREAM_FAILED, FAIL_FAST -> Effect.UPSTREAM_FAILED;
            case UPSTREAM_SKIPPED, OPERATOR -> Effect.UPSTREAM_SKIPPED;
            case NOT_NEEDED -> Effect.LOOKED_THROUGH;
        };
    }
}
