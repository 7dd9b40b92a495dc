package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.plan.Plan;
import dev.cortex.core.Cortex;
import dev.cortex.testkit.arbitraries.BrokenDefinition;
import dev.cortex.testkit.arbitraries.BrokenDefinitions;
import dev.cortex.yaml.ScenarioYaml;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever writes a definition with one mistake in it is told of that one, and where. */
class MistakesTest {
    private final Cortex cortex =
            Cortex.builder().catalog(() -> BrokenDefinitions.AGENTS).build();

    // region broken-definitions
    @Provide
    Arbitrary<BrokenDefinition> broken() {
        return BrokenDefinitions.any().arbitrary();
    }

    @Property
    void mistake_isReportedWhereItIs(@ForAll("broken") BrokenDefinition broken) {
        Checked<Plan> plan = cortex.plan(ScenarioYaml.parse(broken.text()));
        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(broken.mistake().code());
            assertThat(finding.severity()).isEqualTo(broken.mistake().severity());
            assertThat(finding.position().orElseThrow().line()).isEqualTo(broken.line());
        });
    }
    // endregion
}
