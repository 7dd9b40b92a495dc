package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RingsTest {
    @Test
    void graph_withoutRings_hasNone() {
        assertThat(rings(new int[][] {{}, {0}, {0, 1}})).isEmpty();
    }

    @Test
    void component_withManyRings_givesItsShortest() {
        // 0 waits for 1, 1 for 2 and so on to 4, which waits for 0; and 3 waits for 2 too.
        assertThat(rings(new int[][] {{1}, {2}, {3}, {2, 4}, {0}})).containsExactly(new int[] {2, 3});
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

    private static java.util.List<int[]> rings(int[][] before) {
        return Rings.in(new PhaseGraph(before));
    }
}
