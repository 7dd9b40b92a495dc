package dev.cortex.core.plan;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names in the conditions of a scenario, turned into indexes. Where a name is no good, there is a finding, and the
 * rest is wired as if it were not there. The checks say the same things about the same elements with more advice; these
 * findings are for those who plan without them.
 */
final class Wiring {
    private final List<Phase> phases;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Diagnostic> findings = new ArrayList<>();
    private final int[][] before;

    private Wiring(List<Phase> phases) {
        this.phases = phases;
        this.before = new int[phases.size()][];
        Arrays.fill(before, new int[0]);
    }

    static Wiring of(List<Phase> phases) {
        Wiring wiring = new Wiring(phases);
        wiring.name();
        long names = names(phases);
        if (names > Plan.MAX_EDGES) {
            wiring.findings.add(Diagnostic.error(
                    "too-many-names",
                    "/phases",
                    "The conditions hold " + names + " names, and no plan has more than " + Plan.MAX_EDGES));
            return wiring;
        }
        for (int phase = 0; phase < phases.size(); phase++) {
            wiring.wire(phase);
        }
        return wiring;
    }

    private static long names(List<Phase> phases) {
        long names = 0;
        for (Phase phase : phases) {
            for (Condition atom : phase.conditions()) {
                names += atom.phases().size();
            }
        }
        return names;
    }

    private void name() {
        for (int phase = 0; phase < phases.size(); phase++) {
            String name = phases.get(phase).name();
            String path = "/phases/" + phase + "/name";
            if (name.isBlank()) {
                findings.add(Diagnostic.error("missing-field", path, "Missing required field: name"));
            } else if (indexes.putIfAbsent(name, phase) != null) {
                findings.add(Diagnostic.error("duplicate-phase", path, "Duplicate phase name: " + name));
            }
        }
    }

    private void wire(int phase) {
        List<Condition> atoms = phases.get(phase).conditions();
        int[] found =
                new int[atoms.stream().mapToInt(atom -> atom.phases().size()).sum()];
        int size = 0;
        for (int atom = 0; atom < atoms.size(); atom++) {
            boolean told = false;
            for (String name : atoms.get(atom).phases()) {
                Integer index = indexes.get(name);
                if (index != null && index != phase) {
                    found[size++] = index;
                } else if (!told) {
                    told = true;
                    findings.add(noGood(phase, atom, index != null));
                }
            }
        }
        before[phase] = Arrays.stream(found, 0, size).sorted().distinct().toArray();
    }

    private Diagnostic noGood(int phase, int atom, boolean itself) {
        String text = phases.get(phase).conditions().get(atom).text();
        String path = "/phases/" + phase + "/condition/" + atom;
        return itself
                ? Diagnostic.error("self-reference", path, "Phase waits for itself: " + text)
                : Diagnostic.error("unknown-condition", path, "Unknown condition: " + text);
    }

    List<Diagnostic> findings() {
        return findings;
    }

    PhaseGraph graph() {
        return new PhaseGraph(before);
    }
}
