package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownTest {
    private static final Known FIRST = new Known("file", 1, 100, false, "", 100, null);

    @Test
    void closed_endsBehindItsLineBreakAndHasNoRest() {
        Known open = new Known("file", 2, 150, true, "0a1b2c3d", 150, FIRST);

        Known closed = open.closed();

        assertThat(closed).isEqualTo(new Known("file", 2, 151, false, "0a1b2c3d", 151, FIRST));
        assertThat(closed.rest()).isZero();
        assertThat(closed.closed()).isEqualTo(closed);
    }

    @Test
    void lastBatch_beginsWhereTheOneBeforeEnds() {
        assertThat(new Known("file", 2, 150, false, "", 150, FIRST).lastBatch()).isEqualTo(FIRST);
        assertThat(FIRST.lastBatch()).isEqualTo(Known.nothing("file"));
    }

    /** Else each batch would hold on to all those before it. */
    @Test
    void asBefore_holdsOnToNothing() {
        Known known = new Known("file", 3, 150, false, "0a1b2c3d", 190, FIRST);

        assertThat(known.asBefore()).isEqualTo(new Known("file", 3, 150, false, "0a1b2c3d", 150, null));
    }
}
