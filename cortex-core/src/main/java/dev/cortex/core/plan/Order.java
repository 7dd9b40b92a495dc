package dev.cortex.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jgrapht.traverse.NotDirectedAcyclicGraphException;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** In what order the phases of a graph can come, and what follows from it. */
final class Order {
    private Order() {}

    /** The phases, each behind all it waits for; empty if the graph has a ring. */
    static Optional<int[]> of(PhaseGraph graph) {
        int[] order = new int[graph.phases()];
        int size = 0;
        try {
            TopologicalOrderIterator<Integer, Integer> next = new TopologicalOrderIterator<>(graph);
            while (next.hasNext()) {
                order[size++] = next.next();
            }
        } catch (NotDirectedAcyclicGraphException e) {
            return Optional.empty();
        }
        return Optional.of(order);
    }

    /** For each phase the greatest number of phases on a way to it. */
    static int[] waves(PhaseGraph graph, int[] order) {
        int[] waves = new int[order.length];
        for (int phase : order) {
            for (int i = 0; i < graph.waits(phase); i++) {
                waves[phase] = Math.max(waves[phase], waves[graph.waitsFor(phase, i)] + 1);
            }
        }
        return waves;
    }

    /** A longest way; of several the one that takes, at each step, the phase declared first. */
    static List<Integer> criticalPath(PhaseGraph graph, int[] order) {
        int[] rest = new int[order.length];
        int longest = 0;
        for (int i = order.length - 1; i >= 0; i--) {
            int phase = order[i];
            rest[phase] = 1;
            for (int j = 0; j < graph.waited(phase); j++) {
                rest[phase] = Math.max(rest[phase], rest[graph.waitedForBy(phase, j)] + 1);
            }
            longest = Math.max(longest, rest[phase]);
        }
        List<Integer> path = new ArrayList<>();
        int at = first(order.length, rest, longest);
        while (at >= 0) {
            path.add(at);
            at = next(graph, at, rest);
        }
        return path;
    }

    private static int first(int phases, int[] rest, int longest) {
        for (int phase = 0; phase < phases; phase++) {
            if (rest[phase] == longest) {
                return phase;
            }
        }
        return -1;
    }

    private static int next(PhaseGraph graph, int phase, int[] rest) {
        for (int i = 0; i < graph.waited(phase); i++) {
            int next = graph.waitedForBy(phase, i);
            if (rest[next] == rest[phase] - 1) {
                return next;
            }
        }
        return -1;
    }
}
