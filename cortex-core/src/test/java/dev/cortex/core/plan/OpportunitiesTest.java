package dev.cortex.core.plan;

import static dev.cortex.core.plan.PlannerTest.p;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.scenario.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpportunitiesTest {
    private final Phase a = p("a", Phase.Builder::auto);
    private final Phase b = p("b", Phase.Builder::auto);

    @Test
    void set_withoutAParallelPhase_isNone() {
        assertThat(Opportunities.of(List.of(a, b))).isEmpty();
    }

    @Test
    void set_ofOne_isNone() {
        assertThat(Opportunities.of(List.of(p("c", c -> c.auto().parallel()), p("d", d -> d.after("c")))))
                .isEmpty();
    }

    @Test
    void set_hasAllParallelPhasesAndTheFirstOther_inDeclarationOrder() {
        assertThat(Opportunities.of(List.of(
                        p("x", x -> x.auto().parallel()),
                        a,
                        b,
                        p("y", y -> y.auto().parallel()))))
                .containsExactly(List.of("x", "a", "y"));
    }

    @Test
    void conditions_thatDifferInOrderAndRepeats_areTheSame() {
        assertThat(Opportunities.of(List.of(
                        a,
                        b,
                        p("c", c -> c.after("a", "b", "a").manual()),
                        p("d", d -> d.manual().after("b").after("a").parallel()))))
                .containsExactly(List.of("c", "d"));
        assertThat(Opportunities.of(List.of(
                        a,
                        b,
                        p("c", c -> c.always("b", "a").parallel()),
                        p("d", d -> d.always("a").always("b")))))
                .containsExactly(List.of("c", "d"));
    }

    @Test
    void conditions_ofOtherKinds_areOthers() {
        assertThat(Opportunities.of(List.of(
                        p("c", c -> c.after("a").parallel()),
                        p("d", d -> d.always("a").parallel()),
                        p("e", e -> e.onFailure("a").parallel()),
                        p("f", f -> f.after("a").manual().parallel()),
                        p("g", g -> g.after("a").auto().parallel()))))
                .isEmpty();
    }

    @Test
    void failures_askedForOneByOne_areNotAnyOfThem() {
        assertThat(Opportunities.of(List.of(
                        p("c", c -> c.onFailure("a").onFailure("b").parallel()),
                        p("d", d -> d.onFailure("a", "b").parallel()),
                        p("e", e -> e.onFailure("b", "a").parallel()))))
                .containsExactly(List.of("d", "e"));
    }

    @Test
    void sets_comeInTheOrderOfTheirFirstMembers() {
        assertThat(Opportunities.of(List.of(
                        p("c", c -> c.after("z").parallel()),
                        p("d", d -> d.auto().parallel()),
                        p("e", e -> e.auto()),
                        p("f", f -> f.after("z")))))
                .containsExactly(List.of("c", "f"), List.of("d", "e"));
    }
}
