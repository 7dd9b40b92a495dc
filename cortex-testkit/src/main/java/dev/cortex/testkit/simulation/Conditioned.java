package dev.cortex.testkit.simulation;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Ending.SkipCause;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The skip table once more, written naively from the endings of all phases: what a run is compared with. */
final class Conditioned {
    private final Map<String, Phase> phases = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Ending> endings;

    Conditioned(List<Phase> phases, Map<String, Ending> endings) {
        for (Phase phase : phases) {
            places.put(phase.name(), places.size());
            this.phases.put(phase.name(), phase);
        }
        this.endings = endings;
    }

    /** Whether a phase may start, gates and fail fast aside. */
    boolean ready(Phase phase) {
        List<Condition> atoms = listed(phase);
        return atoms.stream().allMatch(this::satisfied)
                && (atoms.isEmpty() || atoms.stream().anyMatch(atom -> !lookedThrough(atom)));
    }

    /** Why a phase is skipped, if it has to be. */
    Optional<Ending.Skipped> skipped(Phase phase) {
        List<String> names =
                listed(phase).stream().flatMap(atom -> atom.phases().stream()).toList();
        if (ready(phase) || !endings.keySet().containsAll(names)) {
            return Optional.empty();
        }
        for (SkipCause cause : List.of(SkipCause.UPSTREAM_FAILED, SkipCause.UPSTREAM_SKIPPED)) {
            List<String> roots = new ArrayList<>();
            listed(phase)
                    .forEach(atom -> atom.phases()
                            .forEach(name ->
                                    cause(atom, name).filter(cause::equals).ifPresent(same -> roots.add(root(name)))));
            Optional<String> first = roots.stream().min(Comparator.comparingInt(this::declared));
            if (first.isPresent()) {
                return Optional.of(new Ending.Skipped(cause, first));
            }
        }
        return Optional.of(new Ending.Skipped(SkipCause.NOT_NEEDED, Optional.empty()));
    }

    private static List<Condition> listed(Phase phase) {
        return phase.conditions().stream()
                .filter(atom -> !atom.phases().isEmpty())
                .toList();
    }

    private boolean satisfied(Condition atom) {
        if (lookedThrough(atom)) {
            return true;
        }
        if (atom instanceof Condition.OnFailure) {
            return atom.phases().stream().anyMatch(this::failed);
        }
        return atom.phases().stream()
                .allMatch(name -> endings.containsKey(name) && cause(atom, name).isEmpty());
    }

    private boolean lookedThrough(Condition atom) {
        return !(atom instanceof Condition.Always) && atom.phases().stream().allMatch(this::notNeeded);
    }

    /** Why one named phase stands against an atom. */
    private Optional<SkipCause> cause(Condition atom, String name) {
        Ending ending = endings.get(name);
        if (ending == null || atom instanceof Condition.Always || notNeeded(name)) {
            return Optional.empty();
        }
        if (ending instanceof Ending.Skipped skipped) {
            boolean person = skipped.why() == SkipCause.OPERATOR || skipped.why() == SkipCause.UPSTREAM_SKIPPED;
            return Optional.of(person ? SkipCause.UPSTREAM_SKIPPED : SkipCause.UPSTREAM_FAILED);
        }
        if (atom instanceof Condition.OnFailure) {
            return failed(name) ? Optional.empty() : Optional.of(SkipCause.NOT_NEEDED);
        }
        return failed(name) && !named(name).continueOnFailure()
                ? Optional.of(SkipCause.UPSTREAM_FAILED)
                : Optional.empty();
    }

    private boolean failed(String name) {
        return endings.get(name) instanceof Ending.Failed;
    }

    private boolean notNeeded(String name) {
        return endings.get(name) instanceof Ending.Skipped skipped && skipped.why() == SkipCause.NOT_NEEDED;
    }

    private String root(String name) {
        return endings.get(name) instanceof Ending.Skipped skipped
                ? skipped.root().orElse(name)
                : name;
    }

    private Phase named(String name) {
        return Objects.requireNonNull(phases.get(name), name);
    }

    private int declared(String name) {
        return Objects.requireNonNull(places.get(name), name);
    }
}
