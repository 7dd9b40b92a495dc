package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.junit.jupiter.api.Test;

class PhaseGraphTest {
    private final PhaseGraph graph = new PhaseGraph(new int[][] {{}, {0, 2}, {0}});

    @Property
    void view_says_what_a_graph_of_maps_says(
            @ForAll @Size(min = 1, max = 12) List<@Size(max = 6) Set<@IntRange(max = 11) Integer>> wishes) {
        SimpleDirectedGraph<Integer, DefaultEdge> maps = new SimpleDirectedGraph<>(DefaultEdge.class);
        int[][] before = new int[wishes.size()][];
        for (int v = 0; v < before.length; v++) {
            maps.addVertex(v);
        }
        for (int v = 0; v < before.length; v++) {
            int at = v;
            before[v] = wishes.get(v).stream()
                    .mapToInt(Integer::intValue)
                    .filter(p -> p != at && p < wishes.size())
                    .sorted()
                    .toArray();
            for (int p : before[v]) {
                maps.addEdge(p, v);
            }
        }
        assertSame(new PhaseGraph(before), maps);
    }

    private static void assertSame(PhaseGraph view, SimpleDirectedGraph<Integer, DefaultEdge> maps) {
        assertThat(view.vertexSet()).isEqualTo(maps.vertexSet());
        assertThat(view.edgeSet()).hasSameSizeAs(maps.edgeSet());
        for (Integer v : maps.vertexSet()) {
            assertThat(view.inDegreeOf(v)).isEqualTo(maps.inDegreeOf(v));
            assertThat(view.outDegreeOf(v)).isEqualTo(maps.outDegreeOf(v));
            assertThat(view.degreeOf(v)).isEqualTo(maps.degreeOf(v));
            assertThat(ends(view, view.edgesOf(v))).containsExactlyInAnyOrderElementsOf(ends(maps, maps.edgesOf(v)));
            assertThat(view.outgoingEdgesOf(v)).hasSameSizeAs(maps.outgoingEdgesOf(v));
            assertThat(view.incomingEdgesOf(v)).hasSameSizeAs(maps.incomingEdgesOf(v));
            assertThat(view.outgoingEdgesOf(v).stream().map(view::getEdgeTarget))
                    .containsExactlyInAnyOrderElementsOf(maps.outgoingEdgesOf(v).stream()
                            .map(maps::getEdgeTarget)
                            .toList());
            assertThat(view.incomingEdgesOf(v).stream().map(view::getEdgeSource))
                    .containsExactlyInAnyOrderElementsOf(maps.incomingEdgesOf(v).stream()
                            .map(maps::getEdgeSource)
                            .toList());
            for (Integer w : maps.vertexSet()) {
                assertThat(view.containsEdge(v, w)).isEqualTo(maps.containsEdge(v, w));
                assertThat(ends(view, view.getAllEdges(v, w))).isEqualTo(ends(maps, maps.getAllEdges(v, w)));
            }
        }
    }

    private static <E> List<List<Integer>> ends(Graph<Integer, E> graph, Set<E> edges) {
        return edges.stream()
                .map(edge -> List.of(graph.getEdgeSource(edge), graph.getEdgeTarget(edge)))
                .toList();
    }

    @Test
    void stranger_isNoMember() {
        assertThat(graph.edgeSet()).containsExactly(0, 1, 2).allMatch(graph::containsEdge);
        assertThat(graph.containsVertex(-1)).isFalse();
        assertThat(graph.containsVertex(3)).isFalse();
        assertThat(graph.containsEdge(3)).isFalse();
        assertThat(graph.containsEdge(-1)).isFalse();
        assertThat(graph.getEdge(0, 3)).isNull();
        assertThat(graph.getEdge(3, 0)).isNull();
        assertThat(graph.getAllEdges(0, 3)).isNull();
        assertThat(graph.getAllEdges(3, 0)).isNull();
        assertThatThrownBy(() -> graph.outgoingEdgesOf(3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void type_isThatOfAReadOnlySimpleDirectedGraph() {
        assertThat(graph.getType().isDirected()).isTrue();
        assertThat(graph.getType().isSimple()).isTrue();
        assertThat(graph.getType().isWeighted()).isFalse();
        assertThat(graph.getType().isModifiable()).isFalse();
        assertThat(graph.getEdgeWeight(0)).isEqualTo(1.0);
        assertThat(graph.getVertexSupplier()).isNull();
        assertThat(graph.getEdgeSupplier()).isNull();
    }

    @Test
    void change_isRefused() {
        List<ThrowingCallable> changes = List.of(
                graph::addVertex,
                () -> graph.addVertex(1),
                () -> graph.addEdge(0, 1),
                () -> graph.addEdge(0, 1, 2),
                () -> graph.removeEdge(0, 1),
                () -> graph.removeEdge(0),
                () -> graph.removeVertex(0),
                () -> graph.setEdgeWeight(0, 2.0));
        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class));
    }
}
