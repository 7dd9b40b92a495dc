package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.arbitraries.BrokenDefinition;
import dev.cortex.testkit.arbitraries.BrokenDefinitions;
import dev.cortex.testkit.arbitraries.Mistake;
import dev.cortex.testkit.arbitraries.ScenarioText;
import dev.cortex.testkit.arbitraries.Scenarios;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One mistake gives one finding, in the right line; what only a check can see, the reader leaves to the checks. */
class BrokenDefinitionsTest {
    @Property(tries = 2000)
    void mistakeInAText_givesTheOneFindingThatItShould(@ForAll("broken") BrokenDefinition broken) {
        Mistake mistake = broken.mistake();
        Checked<Scenario> read = ScenarioYaml.parse(broken.text());

        if (!mistake.inText()) {
            assertThat(read.findings()).as(broken.text()).isEmpty();
            return;
        }
        assertThat(read.findings()).as(broken.text()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(mistake.code());
            assertThat(finding.severity()).isEqualTo(mistake.severity());
            assertThat(finding.position().orElseThrow().line()).as("line").isEqualTo(broken.line());
        });
        assertThat(read.ok()).isEqualTo(!read.findings().get(0).isError());
    }

    @Property(tries = 500)
    void byteOrderMarkAndOtherLineBreaks_moveNoFinding(@ForAll("broken") BrokenDefinition broken) {
        String other = "\ufeff" + broken.text().replace("\n", "\r\n");

        assertThat(ScenarioYaml.READER
                        .parse(other.getBytes(StandardCharsets.UTF_8), "text", Limits.DEFAULT)
                        .findings())
                .extracting(BrokenDefinitionsTest::codeAndLine)
                .isEqualTo(ScenarioYaml.parse(broken.text()).findings().stream()
                        .map(BrokenDefinitionsTest::codeAndLine)
                        .toList());
    }

    @Property(tries = 500)
    void misspelledKey_isRecognized(@ForAll("misspelled") BrokenDefinition broken) {
        String line = broken.text().lines().toList().get(broken.line() - 1).strip();
        String written = line.substring(0, line.indexOf(':'));

        assertThat(ScenarioYaml.parse(broken.text()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("Unknown key: " + written))
                .satisfies(finding -> assertThat(finding.hint().orElseThrow()).matches("did you mean [a-z_]+\\?"));
    }

    /** What jqwik shows of a scenario is that scenario. */
    @Property(tries = 200)
    void scenarioAsItIsShown_isTheScenario(@ForAll("scenarios") Scenario scenario) {
        String shown = new ScenarioText().report(scenario).toString();

        assertThat(ScenarioYaml.parse(shown).orElseThrow()).as(shown).isEqualTo(scenario);
    }

    private static String codeAndLine(Diagnostic finding) {
        return finding.code() + " in line " + finding.position().orElseThrow().line();
    }

    @Provide
    Arbitrary<BrokenDefinition> broken() {
        return BrokenDefinitions.any().arbitrary();
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any().arbitrary();
    }

    @Provide
    Arbitrary<BrokenDefinition> misspelled() {
        return BrokenDefinitions.any().with(Mistake.UNKNOWN_KEY).arbitrary();
    }
}
