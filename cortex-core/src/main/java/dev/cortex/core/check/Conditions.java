package dev.cortex.core.check;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for conditions. An atom is the element {@code /phases/N/condition/M}, also where a file writes but one. */
final class Conditions {
    /** An atom longer than this is quoted with the wrong name alone. */
    private static final int QUOTED = 200;

    private static final Set<String> WORDS = Set.of("auto", "manual");

    private final List<Phase> phases;
    private final Findings findings;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Nearest nearest;
    private final boolean tooMany;

    Conditions(List<Phase> phases, Findings findings) {
        this.phases = phases;
        this.findings = findings;
        for (int i = 0; i < phases.size(); i++) {
            indexes.putIfAbsent(phases.get(i).name(), i);
        }
        this.nearest = new Nearest(phases.stream().map(Phase::name).toList());
        this.tooMany = tooMany();
    }

    private boolean tooMany() {
        long names = 0;
        for (Phase phase : phases) {
            for (Condition atom : phase.conditions()) {
                names += atom.phases().size();
            }
        }
        if (names > Plan.MAX_EDGES) {
            findings.add(Diagnostic.error(
                            "too-many-names",
                            "/phases",
                            "The conditions hold " + names + " names, and no plan has more than " + Plan.MAX_EDGES)
                    .withHint("put a phase between that waits for many and that many wait for"));
        }
        return names > Plan.MAX_EDGES;
    }

    void check(int phase) {
        List<Condition> atoms = phases.get(phase).conditions();
        for (int i = 0; i < atoms.size() && !tooMany; i++) {
            check(phase, atoms.get(i), "/phases/" + phase + "/condition/" + i);
        }
    }

    private void check(int phase, Condition atom, String path) {
        boolean named = !(atom instanceof Condition.Auto || atom instanceof Condition.Manual);
        if (named && atom.phases().isEmpty()) {
            findings.add(Diagnostic.error("empty-condition", path, "Condition names no phase: " + atom.text())
                    .withHint("name at least one phase, as in `" + atom.text() + "build`"));
        }
        Set<String> seen = new HashSet<>();
        for (String name : atom.phases()) {
            if (seen.add(name)) {
                check(phase, atom, name, path);
            }
        }
    }

    private void check(int phase, Condition atom, String name, String path) {
        Integer index = indexes.get(name);
        if (name.isBlank()) {
            findings.add(Diagnostic.error("empty-name", path, "Empty name in condition: " + quoted(atom, name))
                    .withHint("take out the comma, or name a phase there"));
        } else if (index == null) {
            findings.add(Diagnostic.error("unknown-condition", path, "Unknown condition: " + quoted(atom, name))
                    .withHint(advise(phase, name)));
        } else if (index == phase) {
            findings.add(Diagnostic.error("self-reference", path, "Phase waits for itself: " + quoted(atom, name))
                    .withHint("take `" + name + "` out of its own condition"));
        }
    }

    /** The atom as it is written, unless there are so many names in it that they would hide the wrong one. */
    private static String quoted(Condition atom, String name) {
        int length = 0;
        for (String each : atom.phases()) {
            length += each.length() + 1;
            if (length > QUOTED) {
                return word(atom) + name;
            }
        }
        return atom.text();
    }

    private static String word(Condition atom) {
        if (atom instanceof Condition.After) {
            return "after:";
        }
        return atom instanceof Condition.OnFailure ? "on_failure:" : "always:";
    }

    private String advise(int phase, String name) {
        String fact = "no phase is named `" + name + "`";
        if (WORDS.contains(name)) {
            return fact + "; `" + name + "` is a condition of its own, as in `[after:plan, " + name + "]`";
        }
        if (name.contains(",")) {
            return fact + "; give each name on its own";
        }
        return nearest.to(name)
                .filter(near -> !Integer.valueOf(phase).equals(indexes.get(near)))
                .map(near -> fact + "; did you mean `" + near + "`?")
                .orElse(fact);
    }
}
