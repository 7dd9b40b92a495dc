package dev.cortex.core.plan;

import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sets of phases with the same condition that can run together. */
final class Opportunities {
    private Opportunities() {}

    /** All parallel phases of each such set and the first other one, in declaration order. */
    static List<List<String>> of(List<Phase> phases) {
        Map<Set<Object>, List<Phase>> sets = new LinkedHashMap<>();
        phases.forEach(phase ->
                sets.computeIfAbsent(meaning(phase), key -> new ArrayList<>()).add(phase));
        List<List<String>> found = new ArrayList<>();
        for (List<Phase> set : sets.values()) {
            List<String> together = together(set);
            if (together.size() > 1) {
                found.add(together);
            }
        }
        return found;
    }

    /** More than one only if one of them is parallel. */
    private static List<String> together(List<Phase> set) {
        List<String> names = new ArrayList<>();
        boolean laneTaken = false;
        for (Phase phase : set) {
            if (phase.parallel() || !laneTaken) {
                names.add(phase.name());
                laneTaken |= !phase.parallel();
            }
        }
        return names;
    }

    /**
     * Equal for conditions that say the same in another order, with repeats, or in more atoms: {@code [after:a, after:b]}
     * is {@code after:b,a}. Two {@code on_failure} stay two, since each asks for a failure of its own.
     */
    private static Set<Object> meaning(Phase phase) {
        Set<Object> meaning = new HashSet<>();
        Set<String> after = new TreeSet<>();
        Set<String> always = new TreeSet<>();
        for (Condition atom : phase.conditions()) {
            if (atom instanceof Condition.After) {
                after.addAll(atom.phases());
            } else if (atom instanceof Condition.Always) {
                always.addAll(atom.phases());
            } else if (atom instanceof Condition.OnFailure) {
                meaning.add(List.copyOf(new TreeSet<>(atom.phases())));
            } else {
                meaning.add(atom);
            }
        }
        meaning.add(new Condition.After(List.copyOf(after)));
        meaning.add(new Condition.Always(List.copyOf(always)));
        return meaning;
    }
}
