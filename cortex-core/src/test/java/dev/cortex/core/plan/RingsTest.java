package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final int FAR = 1_000;

    @Test
    void graph_withoutRings_hasNone() {
        assertThat(rings(new int[][] {{}, {0}, {0, 1}})).isEmpty();
    }

    @Test
    void component_withManyRings_givesItsShortest() {
        // 0 waits for 1, 1 for 2 and so on to 4, which waits for 0; and 3 waits for 2 too.
        assertThat(rings(new int[][] {{1}, {2}, {3}, {2, 4}, {0}})).containsExactly(new int[] {2, 3});
        // 3 has a choice as well, and no way back of less than four.
        assertThat(rings(new int[][] {{1, 3}, {2}, {0}, {4, 5}, {6}, {8}, {7}, {3}, {0}}))
                .containsExactly(new int[] {0, 1, 2});
    }

    @Test
    void ring_beginsWithTheMemberOfTheLowestNumber() {
        assertThat(rings(new int[][] {{}, {3}, {0, 1}, {2}})).containsExactly(new int[] {1, 3, 2});
    }

    @Test
    void rings_inChainedComponents_comeByTheirFirstMembers() {
        // 4 and 5 wait for each other, and the ring of 0 and 1 waits for them.
        assertThat(rings(new int[][] {{1}, {0, 5}, {3, 4}, {2}, {5}, {4}}))
                .containsExactly(new int[] {0, 1}, new int[] {2, 3}, new int[] {4, 5});
    }

    @Property
    void component_givesOneOfItsShortestRings(
            @ForAll @Size(min = 1, max = 8) List<@Size(max = 4) Set<@IntRange(max = 7) Integer>> wishes) {
        int size = wishes.size();
        int[][] before = new int[size][];
        Arrays.setAll(
                before,
                v -> wishes.get(v).stream()
                        .mapToInt(Integer::intValue)
                        .filter(p -> p != v && p < size)
                        .sorted()
                        .toArray());
        int[][] away = distances(before);

        List<int[]> rings = rings(before);

        Set<Integer> named = new HashSet<>();
        int last = -1;
        for (int[] ring : rings) {
            for (int i = 0; i < ring.length; i++) {
                assertThat(before[ring[i]]).contains(ring[(i + 1) % ring.length]);
                assertThat(ring[i]).isGreaterThanOrEqualTo(ring[0]);
            }
            assertThat(ring).doesNotHaveDuplicates().hasSize(shortest(away, ring[0]));
            assertThat(ring[0]).isGreaterThan(last);
            last = ring[0];
            IntStream.range(0, size)
                    .filter(v -> onOneRing(away, ring[0], v))
                    .forEach(v -> assertThat(named.add(v)).isTrue());
        }
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size)
                        .filter(v -> away[v][v] < FAR)
                        .boxed()
                        .toList());
    }

    /** The fewest steps from each phase to each, one at least; by Floyd and Warshall. */
    private static int[][] distances(int[][] before) {
        int[][] away = new int[before.length][before.length];
        for (int v = 0; v < before.length; v++) {
            Arrays.fill(away[v], FAR);
            for (int p : before[v]) {
                away[v][p] = 1;
            }
        }
        for (int k = 0; k < before.length; k++) {
            for (int[] from : away) {
                for (int to = 0; to < before.length; to++) {
                    from[to] = Math.min(from[to], from[k] + away[k][to]);
                }
            }
        }
        return away;
    }

    private static int shortest(int[][] away, int member) {
        return IntStream.range(0, away.length)
                .filter(v -> onOneRing(away, member, v))
                .map(v -> away[v][v])
                .min()
                .orElse(0);
    }

    private static boolean onOneRing(int[][] away, int v, int w) {
        return away[v][w] < FAR && away[w][v] < FAR;
    }

    private static List<int[]> rings(int[][] before) {
        return Rings.in(new PhaseGraph(before));
    }
}
