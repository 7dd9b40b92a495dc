package dev.cortex.core.plan;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jgrapht.GraphType;
import org.jgrapht.graph.AbstractGraph;
import org.jgrapht.graph.DefaultGraphType;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, as JGraphT sees it: a vertex is the index of a phase, an edge leads from a phase to one that waits
 * for it. A read-only view over arrays, because graphs made of maps cost some fifteen times the memory. Edges are
 * numbered by the phase they lead to, then by the one they come from. Has no loops and no edge twice.
 */
final class PhaseGraph extends AbstractGraph<Integer, Integer> {
    private final int phases;
    private final int[] source;
    private final int[] target;
    /** The edges to phase v are numbered from {@code in[v]} to before {@code in[v + 1]}. */
    private final int[] in;
    /** The edges from phase v stand in {@link #leaving} from {@code out[v]} to before {@code out[v + 1]}. */
    private final int[] out;

    private final int[] leaving;

    /**
     * A graph.
     *
     * @param before for each phase the indexes of those it waits for, ascending, each once, never itself
     */
    PhaseGraph(int[][] before) {
        phases = before.length;
        in = new int[phases + 1];
        for (int v = 0; v < phases; v++) {
            in[v + 1] = in[v] + before[v].length;
        }
        source = new int[in[phases]];
        target = new int[in[phases]];
        out = new int[phases + 1];
        for (int v = 0; v < phases; v++) {
            for (int i = 0; i < before[v].length; i++) {
                source[in[v] + i] = before[v][i];
                target[in[v] + i] = v;
                out[before[v][i] + 1]++;
            }
        }
        for (int v = 0; v < phases; v++) {
            out[v + 1] += out[v];
        }
        leaving = leaving();
    }

    private int[] leaving() {
        int[] edges = new int[source.length];
        int[] next = out.clone();
        for (int edge = 0; edge < source.length; edge++) {
            edges[next[source[edge]]++] = edge;
        }
        return edges;
    }

    int phases() {
        return phases;
    }

    int waits(int phase) {
        return in[phase + 1] - in[phase];
    }

    /** The i-th of the phases that a phase waits for; they ascend. */
    int waitsFor(int phase, int i) {
        return source[in[phase] + i];
    }

    int waited(int phase) {
        return out[phase + 1] - out[phase];
    }

    /** The i-th of the phases that wait for a phase; they ascend. */
    int waitedForBy(int phase, int i) {
        return target[leaving[out[phase] + i]];
    }

    @Override
    public Set<Integer> vertexSet() {
        return new Numbers(0, phases, null);
    }

    @Override
    public Set<Integer> edgeSet() {
        return new Numbers(0, source.length, null);
    }

    @Override
    public Set<Integer> incomingEdgesOf(Integer phase) {
        assertVertexExist(phase);
        return new Numbers(in[phase], in[phase + 1], null);
    }

    @Override
    public Set<Integer> outgoingEdgesOf(Integer phase) {
        assertVertexExist(phase);
        return new Numbers(out[phase], out[phase + 1], leaving);
    }

    @Override
    public Set<Integer> edgesOf(Integer phase) {
        assertVertexExist(phase);
        int[] both = IntStream.concat(
                        IntStream.range(in[phase], in[phase + 1]),
                        IntStream.range(out[phase], out[phase + 1]).map(i -> leaving[i]))
                .toArray();
        return new Numbers(0, both.length, both);
    }

    @Override
    public int inDegreeOf(Integer phase) {
        assertVertexExist(phase);
        return waits(phase);
    }

    @Override
    public int outDegreeOf(Integer phase) {
        assertVertexExist(phase);
        return waited(phase);
    }

    @Override
    public int degreeOf(Integer phase) {
        return inDegreeOf(phase) + outDegreeOf(phase);
    }

    @Override
    public boolean containsVertex(Integer phase) {
        return phase >= 0 && phase < phases;
    }

    @Override
    public boolean containsEdge(Integer edge) {
        return edge >= 0 && edge < source.length;
    }

    @Override
    public @Nullable Integer getEdge(Integer from, Integer to) {
        if (!containsVertex(from) || !containsVertex(to)) {
            return null;
        }
        int edge = java.util.Arrays.binarySearch(source, in[to], in[to + 1], from);
        return edge < 0 ? null : edge;
    }

    @Override
    public @Nullable Set<Integer> getAllEdges(Integer from, Integer to) {
        if (!containsVertex(from) || !containsVertex(to)) {
            return null;
        }
        Integer edge = getEdge(from, to);
        return edge == null ? Set.of() : Set.of(edge);
    }

    @Override
    public Integer getEdgeSource(Integer edge) {
        return source[edge];
    }

    @Override
    public Integer getEdgeTarget(Integer edge) {
        return target[edge];
    }

    @Override
    public double getEdgeWeight(Integer edge) {
        return DEFAULT_EDGE_WEIGHT;
    }

    @Override
    public GraphType getType() {
        return new DefaultGraphType.Builder()
                .directed()
                .weighted(false)
                .modifiable(false)
                .allowMultipleEdges(false)
                .allowSelfLoops(false)
                .build();
    }

    @Override
    public @Nullable Supplier<Integer> getVertexSupplier() {
        return null;
    }

    @Override
    public @Nullable Supplier<Integer> getEdgeSupplier() {
        return null;
    }

    @Override
    public Integer addVertex() {
        throw readOnly();
    }

    @Override
    public boolean addVertex(Integer phase) {
        throw readOnly();
    }

    @Override
    public Integer addEdge(Integer from, Integer to) {
        throw readOnly();
    }

    @Override
    public boolean addEdge(Integer from, Integer to, Integer edge) {
        throw readOnly();
    }

    @Override
    public Integer removeEdge(Integer from, Integer to) {
        throw readOnly();
    }

    @Override
    public boolean removeEdge(Integer edge) {
        throw readOnly();
    }

    @Override
    public boolean removeVertex(Integer phase) {
        throw readOnly();
    }

    @Override
    public void setEdgeWeight(Integer edge, double weight) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("the graph of a scenario does not change");
    }

    /** Numbers in a row, or those that stand in a row of an array. */
    private static final class Numbers extends AbstractSet<Integer> {
        private final int from;
        private final int to;
        private final int @Nullable [] array;

        Numbers(int from, int to, int @Nullable [] array) {
            this.from = from;
            this.to = to;
            this.array = array;
        }

        @Override
        public int size() {
            return to - from;
        }

        @Override
        public Iterator<Integer> iterator() {
            int[] from = array;
            IntStream all = IntStream.range(this.from, to);
            PrimitiveIterator.OfInt each = (from == null ? all : all.map(i -> from[i])).iterator();
            return each;
        }
    }
}
