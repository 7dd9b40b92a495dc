package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MilestonesTest {
    private final Milestones milestones = new Milestones();

    private Known place(long size) {
        Known place = new Known("file", size, size * 100, false, "", size * 100, null);
        milestones.pass(place);
        return place;
    }

    @Test
    void before_isTheLastPlaceWithNoMoreLinesInFront() {
        Known first = place(1000);
        Known second = place(2000);

        assertThat(milestones.before(999, "file")).isEqualTo(Known.nothing("file"));
        assertThat(milestones.before(1000, "file")).isEqualTo(first);
        assertThat(milestones.before(1999, "file")).isEqualTo(first);
        assertThat(milestones.before(2000, "file")).isEqualTo(second);
        assertThat(milestones.before(1_000_000, "file")).isEqualTo(second);
    }

    /** Readers pass a long journal again and again, and each begins somewhere else; memory is for few places. */
    @Test
    void pass_keepsPlacesFarApart() {
        Known first = place(1000);
        place(1);
        place(1001);
        place(1999);
        place(1000);

        assertThat(milestones.before(1, "file")).isEqualTo(Known.nothing("file"));
        assertThat(milestones.before(1999, "file")).isEqualTo(first);
    }

    @Test
    void before_inAnotherFile_isTheBeginning() {
        place(1000);

        assertThat(milestones.before(1000, "other")).isEqualTo(Known.nothing("other"));
    }

    @Test
    void before_whereNothingWasPassed_isTheBeginning() {
        assertThat(milestones.before(1000, "file")).isEqualTo(Known.nothing("file"));
        place(1000);
        milestones.clear();
        assertThat(milestones.before(1000, "file")).isEqualTo(Known.nothing("file"));
    }
}
