package dev.cortex.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Property
    void any_hasOneToTenPhases_andNamesOnlyThem(@ForAll("any") Scenario scenario) {
        List<String> names = scenario.phases().stream().map(Phase::name).toList();

        assertThat(names).hasSizeBetween(1, 10).doesNotHaveDuplicates();
        assertThat(scenario.phases()).allMatch(phase -> names.containsAll(phase.waitsFor()));
        assertThat(scenario.phases()).noneMatch(phase -> phase.waitsFor().contains(phase.name()));
    }

    @Property
    void withoutGates_makesNone(@ForAll("withoutGates") Scenario scenario) {
        assertThat(scenario.phases()).noneMatch(Phase::gate);
        assertThat(scenario.rollback().enabled()).isFalse();
    }

    @Property
    void withoutHandlers_makesNone(@ForAll("withoutHandlers") Scenario scenario) {
        assertThat(atoms(scenario))
                .noneMatch(atom -> atom instanceof Condition.OnFailure || atom instanceof Condition.Always);
    }

    @Property
    void bare_saysNothingMore(@ForAll("bare") Scenario scenario) {
        assertThat(scenario.phases())
                .allSatisfy(phase -> assertThat(phase)
                        .isEqualTo(Phase.named(phase.name())
                                .conditions(phase.conditions())
                                .parallel(phase.parallel())
                                .agents("worker")
                                .build()));
    }

    @Property
    void ringed_hasOneRing_ofMembersThatWaitForTheNextAlone(@ForAll("ringed") Ringed ringed) {
        List<String> ring = ringed.ring();
        assertThat(ring).hasSizeGreaterThan(1).doesNotHaveDuplicates();
        for (int i = 0; i < ring.size(); i++) {
            String name = ring.get(i);
            assertThat(ringed.scenario().phases())
                    .filteredOn(phase -> phase.name().equals(name))
                    .extracting(Phase::waitsFor)
                    .containsExactly(java.util.Set.of(ring.get((i + 1) % ring.size())));
        }
    }

    @Example
    void any_makesEveryKindOfThing() {
        assertMade(scenario -> scenario.phases().stream().anyMatch(Phase::gate));
        assertMade(scenario -> atoms(scenario).anyMatch(Condition.OnFailure.class::isInstance));
        assertMade(scenario -> atoms(scenario).anyMatch(Condition.Always.class::isInstance));
        assertMade(scenario -> scenario.phases().get(0).waitsFor().size() > 1);
        assertMade(scenario ->
                scenario.phases().stream().anyMatch(phase -> phase.retry().maxAttempts() > 1));
        assertMade(scenario -> scenario.phases().stream().anyMatch(Phase::continueOnFailure));
        assertMade(scenario -> !scenario.extensions().isEmpty());
        assertMade(Scenario::failFast);
    }

    @Example
    void failure_shrinksToFewPhases() {
        Scenario least = Shrunk.least(Scenarios.any().upTo(20).arbitrary(), 42, ScenariosTest::waits);

        assertThat(least.phases()).hasSize(2);
        assertThat(least.phases().stream()
                        .mapToInt(phase -> phase.criteria().size())
                        .sum())
                .isZero();
    }

    private static boolean waits(Scenario scenario) {
        return scenario.phases().stream().anyMatch(phase -> !phase.waitsFor().isEmpty());
    }

    @Test
    void upTo_lessThanOne_isRefused() {
        assertThatThrownBy(() -> Scenarios.any().upTo(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a scenario has at least one phase: 0");
    }

    @Property
    void shape_waitsForLowerNumbersAlone_ascending(@ForAll Shape shape) {
        for (int phases = 1; phases < 40; phases++) {
            for (int phase = 0; phase < phases; phase++) {
                int[] before = shape.waitsFor(phase, phases);
                assertThat(before).isSorted().doesNotHaveDuplicates();
                int at = phase;
                assertThat(Arrays.stream(before)).allMatch(p -> p >= 0 && p < at);
            }
        }
    }

    @Property
    void shape_ofSomeSize_isMadeInThatSize(@ForAll Shape shape) {
        assertThat(shape.of(9).phases())
                .extracting(Phase::name)
                .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8");
        assertThat(Shrunk.made(Scenarios.any().shaped(shape).upTo(9).arbitrary(), 42)
                        .map(Shrinkable::value))
                .anyMatch(scenario -> scenario.phases().size() == 9);
    }

    private static void assertMade(Predicate<Scenario> kind) {
        assertThat(Shrunk.made(Scenarios.any().arbitrary(), 42).map(Shrinkable::value))
                .anyMatch(kind);
    }

    private static Stream<Condition> atoms(Scenario scenario) {
        return scenario.phases().stream().flatMap(phase -> phase.conditions().stream());
    }

    @Provide
    Arbitrary<Scenario> any() {
        return Scenarios.any().arbitrary();
    }

    @Provide
    Arbitrary<Scenario> withoutGates() {
        return Scenarios.any().withoutGates().arbitrary();
    }

    @Provide
    Arbitrary<Scenario> withoutHandlers() {
        return Scenarios.any().withoutHandlers().arbitrary();
    }

    @Provide
    Arbitrary<Scenario> bare() {
        return Scenarios.any().bare().arbitrary();
    }

    @Provide
    Arbitrary<Ringed> ringed() {
        return Scenarios.any().ringed();
    }
}
