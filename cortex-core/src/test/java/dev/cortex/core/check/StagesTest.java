package dev.cortex.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.plan.Planner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a reader, the checks and the planner say together. */
class StagesTest {
    private static final SourceMap SOURCE = SourceMap.of(
            "s.yaml",
            Map.of(
                    "", new Position("s.yaml", 1, 1),
                    "/phases/0", new Position("s.yaml", 3, 5),
                    "/phases/0/condition", new Position("s.yaml", 4, 16),
                    "/phases/1", new Position("s.yaml", 6, 5),
                    "/phases/1/condition", new Position("s.yaml", 7, 16),
                    "/phases/1/condition/1", new Position("s.yaml", 7, 25)));

    private static final Scenario SCENARIO = Scenario.named("s")
            .phases(List.of(
                    Phase.named("a").after("b", "nowhere").agents("x").build(),
                    Phase.named("b").manual().after("a", "b").build()))
            .build();

    @Test
    void findings_comeInFileOrder_eachOnceAndWithItsPlace() {
        assertThat(findings())
                .extracting(finding -> finding.position().orElseThrow() + " " + finding.code())
                .containsExactly(
                        "s.yaml:1:1 missing-field",
                        "s.yaml:4:16 unknown-condition",
                        "s.yaml:4:16 circular-dependency",
                        "s.yaml:6:5 no-work",
                        "s.yaml:7:25 self-reference");
    }

    @Test
    void finding_aboutAnElementThatTheReaderCouldNotUse_isLeftOut() {
        Diagnostic reader = Diagnostic.error("wrong-type", "/description", "Expected text");

        assertThat(findings(reader))
                .extracting(Diagnostic::code)
                .contains("wrong-type")
                .doesNotContain("missing-field");
    }

    @Test
    void finding_thatWasMadeBefore_isLeftOut() {
        Diagnostic reader = Diagnostic.warning("no-work", "/phases/1/agents", "Said by the reader");

        assertThat(findings(reader)).extracting(Diagnostic::code).containsOnlyOnce("no-work");
    }

    @Test
    void ring_isNamed_evenIfAConditionOnItHasAnotherError() {
        Diagnostic reader = Diagnostic.error("empty-name", "/phases/0/condition", "Empty name in a condition");

        assertThat(findings(reader)).extracting(Diagnostic::code).contains("empty-name", "circular-dependency");
    }

    private static List<Diagnostic> findings(Diagnostic... ofTheReader) {
        return Checked.of(SCENARIO, List.of(ofTheReader), SOURCE)
                .then(scenario -> Checks.check(scenario, Optional.empty(), true))
                .then(scenario -> Planner.plan(scenario, Policy.STANDARD))
                .findings();
    }
}
