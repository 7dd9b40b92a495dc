package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.arbitraries.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sizes and orders that make a careless planner slow, or its stack overflow. The timeouts are for quadratic ones. */
@Timeout(20)
class PlannerSizeTest {
    private static final int FILE = 20_000;
    private static final int HUGE = 200_000;

    @ParameterizedTest
    @EnumSource(Shape.class)
    void shape_ofAsManyPhasesAsAFileMayHave_isPlannedInAnyOrder(Shape shape) {
        List<Phase> phases = new ArrayList<>(shape.of(FILE).phases());
        Plan forwards = plan(phases);
        Collections.reverse(phases);
        Plan backwards = plan(phases);

        assertThat(forwards.waves()).hasSameSizeAs(backwards.waves());
        assertThat(forwards.criticalPath())
                .hasSameSizeAs(backwards.criticalPath())
                .hasSameSizeAs(forwards.waves());
    }

    @Test
    void chain_ofHugeLength_isPlanned() {
        assertThat(plan(Shape.CHAIN.of(HUGE).phases()).criticalPath())
                .hasSize(HUGE)
                .startsWith("p0", "p1");
    }

    @Test
    void ring_ofHugeLength_isFound() {
        List<Phase> phases = new ArrayList<>(Shape.CHAIN.of(HUGE).phases());
        phases.set(0, after("p0", List.of("p" + (HUGE - 1))));

        Checked<Plan> checked = check(phases);

        assertThat(checked.findings()).singleElement().satisfies(ring -> {
            assertThat(ring.message())
                    .startsWith("Circular dependency: p0 -> p199999 -> p199998 -> ")
                    .endsWith(" -> p1 -> p0");
            assertThat(ring.related()).hasSize(HUGE - 1);
            assertThat(ring.toString()).endsWith("; and " + (HUGE - 21) + " more)");
        });
    }

    @Test
    void rings_inGreatNumber_areAllFound() {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < FILE; i++) {
            phases.add(after("p" + i, List.of("p" + (i ^ 1))));
        }

        assertThat(check(phases).findings()).hasSize(FILE / 2);
    }

    @Test
    void knot_ofRandomConditions_endsWithOneShortRing() {
        Random random = new Random(7);
        List<Phase> phases = IntStream.range(0, FILE)
                .mapToObj(i -> after(
                        "p" + i,
                        random.ints(10, 0, FILE)
                                .filter(p -> p != i)
                                .mapToObj(p -> "p" + p)
                                .toList()))
                .toList();

        assertThat(check(phases).findings())
                .singleElement()
                .satisfies(ring -> assertThat(ring.related()).hasSizeLessThan(10));
    }

    @Test
    void ladder_whoseRingsAreAllLong_endsWithOneOfThem() {
        // Two ways to each next rung, and only the last rung leads back: no ring is short, and every phase has a
        // choice.
        int rungs = FILE / 2;
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < rungs; i++) {
            int before = (i + rungs - 1) % rungs;
            phases.add(after("l" + i, List.of("l" + before, "r" + before)));
            phases.add(after("r" + i, List.of("l" + before, "r" + before)));
        }

        assertThat(check(phases).findings())
                .singleElement()
                .satisfies(ring -> assertThat(ring.related()).hasSize(rungs - 1));
    }

    @Test
    void names_beyondTheLimit_areAFindingAndNoPlan() {
        List<String> many = IntStream.range(0, 5_001).mapToObj(i -> "p" + i).toList();
        Condition shared = new Condition.After(many);
        List<Phase> phases = IntStream.range(0, 1_000)
                .mapToObj(i -> Phase.named("p" + i).condition(shared).build())
                .toList();

        assertThat(PlannerTest.messages(check(phases)))
                .containsExactly("The conditions hold 5001000 names, and no plan has more than 5000000");
    }

    @Test
    void names_asManyAsTheLimit_arePlanned_repeatsIncluded() {
        Condition shared = new Condition.After(Collections.nCopies(5_000, "first"));
        List<Phase> phases = IntStream.range(0, 1_000)
                .mapToObj(i -> Phase.named("p" + i).condition(shared).build())
                .collect(Collectors.toCollection(ArrayList::new));
        phases.add(Phase.named("first").auto().build());

        assertThat(plan(phases).waves()).hasSize(2);
    }

    private static Phase after(String name, List<String> names) {
        return Phase.named(name)
                .agents("worker")
                .condition(new Condition.After(names))
                .build();
    }

    private static Plan plan(List<Phase> phases) {
        return check(phases).orElseThrow();
    }

    private static Checked<Plan> check(List<Phase> phases) {
        Scenario scenario = Scenario.named("s").description("d").phases(phases).build();
        return Planner.plan(scenario, Policy.STANDARD.withGrace(Duration.ofSeconds(1)));
    }
}
