package dev.cortex.core.plan;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Diagnostic.Related;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Compiles scenarios to plans. Pure: equal scenarios under equal policies give equal plans, and the cost grows with the
 * number of phases and of names in their conditions, whatever their order. Safe for use by many threads.
 *
 * <p>The planner looks at names and conditions alone. Whether a scenario says all it has to say is for the checks, which
 * a host reaches through {@code Cortex.plan}.
 */
public final class Planner {
    private Planner() {}

    /**
     * Plans a scenario.
     *
     * @param scenario what to plan
     * @param policy the rules it will run under; it becomes part of the plan and changes nothing else in it
     * @return the plan; no draft, and an error for each, if phases wait for each other in a ring, if a condition names a
     *     phase that does not exist or its own phase, if a phase has no name or that of another, or if there are more than {@link
     *     Plan#MAX_EDGES} names in the conditions. Of each set of phases that wait for each other, however entangled,
     *     one shortest ring is named. The findings have no positions: {@link Checked#then} adds those of a file
     */
    public static Checked<Plan> plan(Scenario scenario, Policy policy) {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(policy, "policy");
        List<Phase> phases = scenario.phases();
        Wiring wiring = Wiring.of(phases);
        PhaseGraph graph = wiring.graph();
        Optional<int[]> order = Order.of(graph);
        List<Diagnostic> findings = new ArrayList<>(wiring.findings());
        if (order.isEmpty()) {
            Rings.in(graph).forEach(ring -> findings.add(circular(phases, ring)));
        }
        if (!findings.isEmpty()) {
            return Checked.failed(findings, SourceMap.none());
        }
        int[] waves = Order.waves(graph, order.orElseThrow());
        return Checked.of(new Plan(
                scenario,
                policy,
                planned(phases, graph, waves),
                Order.criticalPath(graph, order.orElseThrow()).stream()
                        .map(index -> phases.get(index).name())
                        .toList(),
                Opportunities.of(phases)));
    }

    private static List<PlannedPhase> planned(List<Phase> phases, PhaseGraph graph, int[] waves) {
        // One object for each index, not one for each edge.
        Integer[] boxed = new Integer[phases.size()];
        Arrays.setAll(boxed, i -> i);
        List<PlannedPhase> planned = new ArrayList<>(phases.size());
        for (int v = 0; v < phases.size(); v++) {
            int at = v;
            List<Integer> waitsFor = list(boxed, graph.waits(v), i -> graph.waitsFor(at, i));
            List<Integer> waitedForBy = list(boxed, graph.waited(v), i -> graph.waitedForBy(at, i));
            planned.add(new PlannedPhase(v, phases.get(v), waitsFor, waitedForBy, waves[v]));
        }
        return planned;
    }

    private static List<Integer> list(Integer[] boxed, int size, IntUnaryOperator index) {
        Integer[] items = new Integer[size];
        Arrays.setAll(items, i -> boxed[index.applyAsInt(i)]);
        return List.of(items);
    }

    private static Diagnostic circular(List<Phase> phases, int[] ring) {
        String way = Arrays.stream(ring).mapToObj(i -> phases.get(i).name()).collect(Collectors.joining(" -> "));
        List<Related> others = Arrays.stream(ring)
                .skip(1)
                .mapToObj(i -> Related.of("condition of " + phases.get(i).name(), condition(i)))
                .toList();
        return Diagnostic.error(
                        "circular-dependency",
                        condition(ring[0]),
                        "Circular dependency: " + way + " -> "
                                + phases.get(ring[0]).name())
                .withHint("each waits for the next; take one name out of one of these conditions")
                .relatedTo(others);
    }

    private static String condition(int phase) {
        return "/phases/" + phase + "/condition";
    }
}
