package dev.cortex.testkit.arbitraries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Shrinkable;

class BrokenDefinitionsTest {
    private static final int SHORT = 11;

    @Example
    void any_makesEveryMistake() {
        assertThat(texts(BrokenDefinitions.any()).map(BrokenDefinition::mistake).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Mistake.values());
    }

    @Example
    void with_makesNoOther() {
        assertThat(texts(BrokenDefinitions.any().with(Mistake.TAB, Mistake.RING))
                        .map(BrokenDefinition::mistake)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Mistake.TAB, Mistake.RING));
    }

    @Example
    void upTo_isTheMostPhases() {
        assertThat(texts(BrokenDefinitions.any().upTo(1).with(Mistake.WRONG_TYPE))
                        .mapToLong(BrokenDefinitionsTest::phases)
                        .max())
                .hasValue(1);
        assertThat(texts(BrokenDefinitions.any().upTo(8).with(Mistake.WRONG_TYPE))
                        .mapToLong(BrokenDefinitionsTest::phases)
                        .max())
                .hasValue(8);
        assertThat(texts(BrokenDefinitions.any().upTo(1).with(Mistake.RING)).mapToLong(BrokenDefinitionsTest::phases))
                .containsOnly(2L);
        assertThatThrownBy(() -> BrokenDefinitions.any().upTo(0))
                .hasMessage("a definition has at least one phase and at most 8: 0");
        assertThatThrownBy(() -> BrokenDefinitions.any().upTo(9)).isInstanceOf(IllegalArgumentException.class);
    }

    /** From five places each, wherever the first one that was made begins. */
    @Property
    void failure_shrinksToAFewLines(@ForAll Mistake mistake) {
        for (long seed = 1; seed <= 5; seed++) {
            BrokenDefinition least = Shrunk.least(
                    BrokenDefinitions.any().upTo(8).arbitrary(), seed, broken -> broken.mistake() == mistake);

            assertThat(least.text().lines()).as(least.text()).hasSizeLessThanOrEqualTo(SHORT);
            assertThat(phases(least)).isLessThanOrEqualTo(mistake.phases());
        }
    }

    @Example
    void failure_shrinksToWhatAPersonWouldWrite() {
        assertThat(least(Mistake.UNKNOWN_KEY)).isEqualTo("""
                name: release
                description: Ship it
                prority: high
                phases:
                  - name: plan
                    condition: auto
                    agents: [worker]
                """);
        assertThat(least(Mistake.TAB)).isEqualTo("""
                name: release
                description: Ship it
                phases:
                  - name: plan
                \tcondition: auto
                    agents: [worker]
                """);
        assertThat(least(Mistake.MISSING_KEY)).isEqualTo("""
                name: release
                phases:
                  - name: plan
                    condition: auto
                    agents: [worker]
                """);
        assertThat(least(Mistake.RING)).isEqualTo("""
                name: release
                description: Ship it
                phases:
                  - name: plan
                    condition: after:build
                    agents: [worker]
                  - name: build
                    condition: after:plan
                    agents: [worker]
                """);
    }

    private static String least(Mistake mistake) {
        return Shrunk.least(BrokenDefinitions.any().with(mistake).arbitrary(), 7, broken -> true)
                .text();
    }

    /** A property that is false where a phase has a time limit shows the one phase that has it. */
    @Example
    void failureBecauseOfSomethingElse_keepsThatAlone() {
        BrokenDefinition least = Shrunk.least(
                BrokenDefinitions.any().with(Mistake.UNKNOWN_PHASE).arbitrary(),
                3,
                broken -> broken.text().contains("    timeout: 15m"));

        assertThat(least).hasToString("""
                UNKNOWN_PHASE, unknown-condition in line 5:
                name: release
                description: Ship it
                phases:
                  - name: plan
                    condition: after:plans
                    agents: [worker]
                    timeout: 15m
                """);
    }

    private static long phases(BrokenDefinition broken) {
        return broken.text()
                .lines()
                .filter(line -> line.strip().startsWith("- name: ") && !line.contains("Covered"))
                .count();
    }

    private static Stream<BrokenDefinition> texts(BrokenDefinitions definitions) {
        return Shrunk.made(definitions.arbitrary(), 42).map(Shrinkable::value);
    }
}
