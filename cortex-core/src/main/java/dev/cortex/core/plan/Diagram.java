package dev.cortex.core.plan;

import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.scenario.Condition;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plans as text from which other programs draw a picture. Gates have a shape of their own, parallel phases are marked,
 * and a way that is taken whatever happened, or only after a failure, is dotted and says so. Names are shown as they are,
 * whatever they contain; control, bidirectional and invisible characters appear as {@code <U+202E>}.
 */
public enum Diagram {
    /** A Mermaid flow chart, as GitHub and many editors draw it: <a href="https://mermaid.js.org">mermaid.js.org</a>. */
    MERMAID,
    /** The language of Graphviz: <a href="https://graphviz.org/doc/info/lang.html">graphviz.org</a>. */
    DOT;

    /**
     * Draws a plan. Equal plans give equal texts.
     *
     * @param plan the plan
     * @return lines that each end in a line feed
     */
    public String of(Plan plan) {
        StringBuilder out = new StringBuilder();
        return (this == MERMAID ? mermaid(plan, out) : dot(plan, out)).toString();
    }

    private static StringBuilder mermaid(Plan plan, StringBuilder out) {
        out.append("flowchart TD\n");
        for (PlannedPhase phase : plan.phases()) {
            boolean gate = phase.phase().gate();
            out.append("    p").append(phase.index()).append(gate ? "{{\"" : "[\"");
            out.append(Label.mermaid(phase.name())).append(phase.phase().parallel() ? "<br/>(parallel)" : "");
            out.append(gate ? "\"}}\n" : "\"]\n");
        }
        ways(
                plan,
                (from, to, kind) -> out.append("    p")
                        .append(from)
                        .append(kind.isEmpty() ? " --> p" : " -.->|" + kind + "| p")
                        .append(to)
                        .append('\n'));
        return out;
    }

    private static StringBuilder dot(Plan plan, StringBuilder out) {
        out.append("digraph {\n");
        out.append("    label=\"").append(Label.dot(plan.scenario().name())).append("\";\n");
        out.append("    node [shape=box];\n");
        for (PlannedPhase phase : plan.phases()) {
            out.append("    p").append(phase.index()).append(" [label=\"").append(Label.dot(phase.name()));
            out.append(phase.phase().parallel() ? "\\n(parallel)\"" : "\"");
            out.append(phase.phase().gate() ? ", shape=hexagon];\n" : "];\n");
        }
        ways(
                plan,
                (from, to, kind) -> out.append("    p")
                        .append(from)
                        .append(" -> p")
                        .append(to)
                        .append(kind.isEmpty() ? ";\n" : " [style=dotted, label=\"" + kind + "\"];\n"));
        return out.append("}\n");
    }

    /** Every way once: by the phase it leads to, then as the condition of that phase has it. */
    private static void ways(Plan plan, Way way) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        plan.phases().forEach(phase -> indexes.put(phase.name(), phase.index()));
        for (PlannedPhase phase : plan.phases()) {
            phase.phase().conditions().stream()
                    .flatMap(atom -> atom.phases().stream()
                            .map(name -> Map.entry(indexes.getOrDefault(name, phase.index()), kind(atom))))
                    .distinct()
                    .forEach(end -> way.draw(end.getKey(), phase.index(), end.getValue()));
        }
    }

    private static String kind(Condition atom) {
        if (atom instanceof Condition.OnFailure) {
            return "on_failure";
        }
        return atom instanceof Condition.Always ? "always" : "";
    }

    private interface Way {
        void draw(int from, int to, String kind);
    }
}
