package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.arbitraries.Ringed;
import dev.cortex.testkit.arbitraries.Scenarios;
import dev.cortex.testkit.arbitraries.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PlannerPropertyTest {
    @Property
    void edges_areWhatTheConditionsName_inBothDirections(@ForAll("dags") Scenario scenario) {
        Plan plan = plan(scenario);

        for (PlannedPhase phase : plan.phases()) {
            assertThat(names(plan, phase.waitsFor())).isEqualTo(phase.phase().waitsFor());
            assertThat(phase.waitsFor()).isSorted().doesNotHaveDuplicates();
            assertThat(phase.waitedForBy()).isSorted().doesNotHaveDuplicates();
            assertThat(phase.waitsFor())
                    .allMatch(before -> plan.phases().get(before).waitedForBy().contains(phase.index()));
            assertThat(phase.waitedForBy())
                    .allMatch(after -> plan.phases().get(after).waitsFor().contains(phase.index()));
        }
    }

    @Property
    void wave_isOneMoreThanTheLatestBefore(@ForAll("dags") Scenario scenario) {
        Plan plan = plan(scenario);

        for (PlannedPhase phase : plan.phases()) {
            int latest = phase.waitsFor().stream()
                    .mapToInt(before -> plan.phases().get(before).wave())
                    .max()
                    .orElse(-1);
            assertThat(phase.wave()).isEqualTo(latest + 1);
        }
    }

    @Property
    void criticalPath_isAWayWithOnePhaseOfEachWave(@ForAll("dags") Scenario scenario) {
        Plan plan = plan(scenario);

        List<String> path = plan.criticalPath();
        assertThat(path).hasSameSizeAs(plan.waves());
        for (int i = 0; i < path.size(); i++) {
            assertThat(plan.waves().get(i)).contains(path.get(i));
            if (i > 0) {
                assertThat(plan.phase(path.get(i)).orElseThrow().phase().waitsFor())
                        .contains(path.get(i - 1));
            }
        }
    }

    @Property
    void opportunities_areDisjoint_withOneOtherAtMost(@ForAll("dags") Scenario scenario) {
        Plan plan = plan(scenario);

        assertThat(plan.opportunities().stream().flatMap(List::stream)).doesNotHaveDuplicates();
        for (List<String> together : plan.opportunities()) {
            List<Phase> phases = together.stream()
                    .map(name -> plan.phase(name).orElseThrow().phase())
                    .toList();
            assertThat(phases).hasSizeGreaterThan(1);
            assertThat(phases.stream().filter(phase -> !phase.parallel())).hasSizeLessThan(2);
            assertThat(phases.stream().map(Phase::waitsFor).distinct()).hasSize(1);
        }
    }

    @Property
    void plan_isTheSame_whenTheNamesOfConditionsAreShuffled(@ForAll("dags") Scenario scenario, @ForAll long seed) {
        Random random = new Random(seed);
        List<Phase> phases = scenario.phases().stream()
                .map(phase -> phase.toBuilder()
                        .conditions(shuffled(
                                phase.conditions().stream()
                                        .map(atom -> shuffled(atom, random))
                                        .toList(),
                                random))
                        .build())
                .toList();

        Plan plan = plan(scenario);
        Plan other = plan(scenario.toBuilder().phases(phases).build());

        assertThat(other.criticalPath()).isEqualTo(plan.criticalPath());
        assertThat(other.opportunities()).isEqualTo(plan.opportunities());
        for (int i = 0; i < phases.size(); i++) {
            assertThat(other.phases().get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("phase")
                    .isEqualTo(plan.phases().get(i));
        }
    }

    @Property
    void ring_isFound_andNothingElse(@ForAll("rings") Ringed ringed) {
        Checked<Plan> checked = Planner.plan(ringed.scenario(), Policy.STANDARD);

        List<String> way = new ArrayList<>(ringed.ring());
        way.add(way.get(0));
        assertThat(checked.draft()).isEmpty();
        assertThat(PlannerTest.messages(checked)).containsExactly("Circular dependency: " + String.join(" -> ", way));
        assertThat(checked.findings().get(0).related()).hasSize(ringed.ring().size() - 1);
    }

    @Property
    void shape_keepsItsEdges_whateverTheOrderOfTheList(
            @ForAll Shape shape, @ForAll("sizes") int size, @ForAll long seed) {
        List<Phase> phases = new ArrayList<>(shape.of(size).phases());
        Collections.shuffle(phases, new Random(seed));

        Plan plan = plan(Scenario.named("s").description("d").phases(phases).build());

        for (int i = 0; i < size; i++) {
            assertThat(plan.phase("p" + i).orElseThrow().waitsFor()).hasSize(shape.waitsFor(i, size).length);
        }
    }

    @Provide
    Arbitrary<Scenario> dags() {
        return Scenarios.any().arbitrary();
    }

    @Provide
    Arbitrary<Ringed> rings() {
        return Scenarios.any().ringed();
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(1, 40);
    }

    private static Plan plan(Scenario scenario) {
        return Planner.plan(scenario, Policy.STANDARD).orElseThrow();
    }

    private static Set<String> names(Plan plan, List<Integer> indexes) {
        return indexes.stream().map(i -> plan.phases().get(i).name()).collect(Collectors.toSet());
    }

    private static Condition shuffled(Condition atom, Random random) {
        List<String> names = shuffled(atom.phases(), random);
        if (atom instanceof Condition.After) {
            return new Condition.After(names);
        }
        if (atom instanceof Condition.OnFailure) {
            return new Condition.OnFailure(names);
        }
        return atom instanceof Condition.Always ? new Condition.Always(names) : atom;
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }
}
