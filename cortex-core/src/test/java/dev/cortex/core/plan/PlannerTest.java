package dev.cortex.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.plan.Overlap;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlannerTest {
    static final Scenario FULL_STACK = Scenario.named("full-stack-feature")
            .description("Complete full-stack feature implementation with testing")
            .phase("analysis", p -> p.manual().agents("architect-reviewer", "system-architect"))
            .phase("backend", p -> p.after("analysis").agents("python-pro", "database-admin"))
            .phase("frontend", p -> p.after("analysis").parallel().agents("react-specialist", "ui-ux-designer"))
            .phase("integration", p -> p.after("backend", "frontend").agents("quality-engineer", "test-automator"))
            .build();

    @Test
    void plan_ofTheFullStackFeature_hasTheFactsOfItsPreview() {
        Plan plan = Planner.plan(FULL_STACK, Policy.STANDARD).orElseThrow();

        assertThat(plan.phases()).hasSize(4);
        assertThat(plan.opportunities()).containsExactly(List.of("backend", "frontend"));
        assertThat(plan.phases().stream()
                        .flatMap(p -> p.phase().workers().stream())
                        .distinct())
                .hasSize(8);
        assertThat(plan.gates()).containsExactly("analysis");
        assertThat(plan.lane()).containsExactly("analysis", "backend", "integration");
        assertThat(plan.waves())
                .containsExactly(List.of("analysis"), List.of("backend", "frontend"), List.of("integration"));
        assertThat(plan.criticalPath()).containsExactly("analysis", "backend", "integration");
    }

    @Test
    void plan_keepsScenarioAndPolicy() {
        Policy policy = Policy.STANDARD.with(Overlap.SERIAL);

        Plan plan = Planner.plan(FULL_STACK, policy).orElseThrow();

        assertThat(plan.scenario()).isEqualTo(FULL_STACK);
        assertThat(plan.policy()).isEqualTo(policy);
        assertThat(plan).isEqualTo(Planner.plan(FULL_STACK, policy).orElseThrow());
    }

    @Test
    void plan_numbersEdgesInListedOrder_whateverTheConditionsSay() {
        Plan plan = plan(
                p("last", b -> b.after("b").always("a", "b").onFailure("c")),
                p("c", b -> b),
                p("b", Phase.Builder::auto),
                p("a", b -> b.after("b", "c")));

        assertThat(plan.phases().get(0).waitsFor()).containsExactly(1, 2, 3);
        assertThat(plan.phases())
                .extracting(PlannedPhase::waitedForBy)
                .containsExactly(List.of(), List.of(0, 3), List.of(0, 3), List.of(0));
        assertThat(plan.phases()).extracting(PlannedPhase::wave).containsExactly(2, 0, 0, 1);
        assertThat(plan.phases()).extracting(PlannedPhase::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void criticalPath_ofSeveralEquallyLong_isTheOneDeclaredFirst() {
        Plan plan = plan(
                p("short", Phase.Builder::auto),
                p("z", Phase.Builder::auto),
                p("a", Phase.Builder::auto),
                p("y", b -> b.after("a")),
                p("x", b -> b.after("z")),
                p("w", b -> b.after("z")));

        assertThat(plan.criticalPath()).containsExactly("z", "x");
    }

    @Test
    void plan_ofNoPhases_isEmpty() {
        Plan plan = plan();

        assertThat(plan.phases()).isEmpty();
        assertThat(plan.criticalPath()).isEmpty();
        assertThat(plan.waves()).isEmpty();
    }

    @Test
    void ring_isNamedOnce_fromTheMemberDeclaredFirst_withoutThoseWhoOnlyWaitForIt() {
        Checked<Plan> checked = check(
                p("start", Phase.Builder::auto),
                p("behind", b -> b.after("a")),
                p("b", b -> b.after("start").always("a")),
                p("a", b -> b.onFailure("c")),
                p("c", b -> b.after("b")));

        assertThat(checked.draft()).isEmpty();
        assertThat(checked.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("circular-dependency");
            assertThat(finding.message()).isEqualTo("Circular dependency: b -> a -> c -> b");
            assertThat(finding.path()).isEqualTo("/phases/2/condition");
            assertThat(finding.related())
                    .extracting(Diagnostic.Related::path)
                    .containsExactly("/phases/3/condition", "/phases/4/condition");
            assertThat(finding.related())
                    .extracting(Diagnostic.Related::label)
                    .containsExactly("condition of a", "condition of c");
        });
    }

    @Test
    void ring_inAFile_hasThePlaceOfEachCondition() {
        Scenario scenario = scenario(p("a", b -> b.after("b")), p("b", b -> b.after("a")));
        SourceMap source = SourceMap.of(
                "x.yaml",
                Map.of(
                        "/phases/0/condition", new Position("x.yaml", 4, 16),
                        "/phases/1/condition", new Position("x.yaml", 6, 16)));

        Checked<Plan> checked = Checked.of(scenario, List.of(), source).then(s -> Planner.plan(s, Policy.STANDARD));

        assertThat(checked.findings())
                .singleElement()
                .hasToString("x.yaml:4:16: error: Circular dependency: a -> b -> a [circular-dependency]"
                        + " (each waits for the next; take one name out of one of these conditions)"
                        + " (see condition of b at x.yaml:6:16)");
    }

    @Test
    void rings_thatAreIndependent_areAllNamed() {
        assertThat(messages(check(
                        p("d", b -> b.after("c")),
                        p("a", b -> b.after("b", "c")),
                        p("b", b -> b.after("a")),
                        p("c", b -> b.after("d")))))
                .containsExactly("Circular dependency: d -> c -> d", "Circular dependency: a -> b -> a");
    }

    @Test
    void names_thatAreUnknownOrDoubleOrTheirOwn_leaveTheOtherRingsToBeFound() {
        Checked<Plan> checked = check(
                p("a", b -> b.after("b", "nowhere", "never")),
                p("b", b -> b.after("a", "b")),
                p("b", b -> b.after("nowhere")));

        assertThat(checked.draft()).isEmpty();
        assertThat(checked.findings())
                .extracting(Diagnostic::path, Diagnostic::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("/phases/2/name", "Duplicate phase name: b"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/phases/0/condition/0", "Unknown condition: after:b,nowhere,never"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/phases/1/condition/0", "Phase waits for itself: after:a,b"),
                        org.assertj.core.groups.Tuple.tuple(
                                "/phases/2/condition/0", "Unknown condition: after:nowhere"),
                        org.assertj.core.groups.Tuple.tuple("/phases/0/condition", "Circular dependency: a -> b -> a"));
    }

    @Test
    void phases_withoutNames_cannotBePlanned() {
        assertThat(messages(check(p("", Phase.Builder::auto), p(" ", Phase.Builder::auto))))
                .containsExactly("Missing required field: name", "Missing required field: name");
    }

    static Plan plan(Phase... phases) {
        return check(phases).orElseThrow();
    }

    static Checked<Plan> check(Phase... phases) {
        return Planner.plan(scenario(phases), Policy.STANDARD);
    }

    static Scenario scenario(Phase... phases) {
        return Scenario.named("s").description("d").phases(List.of(phases)).build();
    }

    static Phase p(String name, UnaryOperator<Phase.Builder> parts) {
        return parts.apply(Phase.named(name).agents("worker")).build();
    }

    static List<String> messages(Checked<?> checked) {
        return checked.findings().stream().map(Diagnostic::message).toList();
    }
}
