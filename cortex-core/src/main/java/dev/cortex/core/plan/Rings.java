package dev.cortex.core.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;

/**
 * The rings in a graph of phases: from each strongly connected component the shortest one. Components come from
 * JGraphT's Kosaraju, which walks without recursion; its other inspectors overflow the stack on long rings.
 *
 * <p>The shortest ring is looked for from every phase of a component that waits for several others of it, which takes
 * the square of its size. Where the component is so large that this would be felt, the search ends early with the
 * shortest ring found until then.
 */
final class Rings {
    /** How many edges are looked at before no further start is tried. */
    private static final long PATIENCE = 20_000_000;

    private final PhaseGraph graph;
    /** For each phase on a ring the number of its component, from 1. */
    private final int[] component;
    /** For each phase the search that reached it last, and by which phase it got there. */
    private final int[] reached;

    private final int[] reachedFrom;
    private final int[] queue;
    private int searches;
    private long looked;

    private Rings(PhaseGraph graph) {
        this.graph = graph;
        this.component = new int[graph.phases()];
        this.reached = new int[graph.phases()];
        this.reachedFrom = new int[graph.phases()];
        this.queue = new int[graph.phases()];
    }

    /**
     * Finds the rings.
     *
     * @param graph the graph
     * @return the rings, by the member declared first; each begins with that member, and each member waits for the next
     *     one, the last for the first
     */
    static List<int[]> in(PhaseGraph graph) {
        return new Rings(graph).find();
    }

    private List<int[]> find() {
        List<int[]> components = new ArrayList<>();
        for (Set<Integer> set : new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
            if (set.size() > 1) {
                int[] members =
                        set.stream().mapToInt(Integer::intValue).sorted().toArray();
                components.add(members);
                for (int member : members) {
                    component[member] = components.size();
                }
            }
        }
        List<int[]> rings = new ArrayList<>();
        components.forEach(members -> rings.add(fromFirst(shortest(members))));
        rings.sort(Comparator.comparingInt(ring -> ring[0]));
        return rings;
    }

    private int[] shortest(int[] members) {
        int[] starts = Arrays.stream(members).filter(this::branches).toArray();
        if (starts.length == 0) {
            return through(members[0], members.length);
        }
        int[] best = through(starts[0], members.length);
        for (int i = 1; i < starts.length && best.length > 2 && looked < PATIENCE; i++) {
            int[] ring = through(starts[i], best.length - 1);
            best = ring.length == 0 ? best : ring;
        }
        return best;
    }

    /** Without such a phase the component is one ring; with one, every ring of it passes through one. */
    private boolean branches(int phase) {
        int inside = 0;
        for (int i = 0; i < graph.waits(phase) && inside < 2; i++) {
            inside += component[graph.waitsFor(phase, i)] == component[phase] ? 1 : 0;
        }
        return inside > 1;
    }

    /**
     * The shortest ring through a phase that has at most so many members, by breadth-first search; or none. In a component
     * every phase leads back to the start, so the search never runs out of phases.
     */
    private int[] through(int start, int longest) {
        int search = ++searches;
        int head = 0;
        int tail = 0;
        int levelEnd = 1;
        int length = 1;
        queue[tail++] = start;
        while (length <= longest) {
            int at = queue[head++];
            for (int i = 0; i < graph.waits(at); i++) {
                int next = graph.waitsFor(at, i);
                looked++;
                if (next == start) {
                    return wayTo(at, length);
                }
                if (component[next] == component[start] && reached[next] != search) {
                    reached[next] = search;
                    reachedFrom[next] = at;
                    queue[tail++] = next;
                }
            }
            if (head == levelEnd) {
                levelEnd = tail;
                length++;
            }
        }
        return new int[0];
    }

    private int[] wayTo(int last, int length) {
        int[] way = new int[length];
        int at = last;
        for (int i = length - 1; i >= 0; i--) {
            way[i] = at;
            at = reachedFrom[at];
        }
        return way;
    }

    private static int[] fromFirst(int[] ring) {
        int first = 0;
        for (int i = 1; i < ring.length; i++) {
            first = ring[i] < ring[first] ? i : first;
        }
        int[] turned = new int[ring.length];
        System.arraycopy(ring, first, turned, 0, ring.length - first);
        System.arraycopy(ring, 0, turned, ring.length - first, first);
        return turned;
    }
}
