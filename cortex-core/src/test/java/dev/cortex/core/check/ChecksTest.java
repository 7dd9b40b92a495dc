package dev.cortex.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.plan.Planner;
import dev.cortex.testkit.arbitraries.Scenarios;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChecksTest {
    private static final AgentCatalog CATALOG = () -> Set.of("architect", "coder", "tester");

    @Test
    void check_ofTheTutorialsBrokenScenario_findsItsThreeErrors() {
        Scenario broken = Scenario.named("broken-scenario")
                .phase("build", p -> p.after("nonexistent").agents("fake-agent"))
                .build();

        assertThat(lines(Checks.check(broken, Optional.of(CATALOG), true)))
                .containsExactly(
                        "ERROR /description: Missing required field: description [missing-field]",
                        "ERROR /phases/0/condition/0: Unknown condition: after:nonexistent [unknown-condition]"
                                + " (no phase is named `nonexistent`)",
                        "ERROR /phases/0/agents/0: Agent not found: fake-agent [agent-not-found]");
    }

    @Test
    void check_ofNothing_findsAllThatIsRequired() {
        assertThat(lines(Checks.check(Scenario.named(" ").build(), Optional.empty(), true)))
                .containsExactly(
                        "ERROR /name: Missing required field: name [missing-field]",
                        "ERROR /description: Missing required field: description [missing-field]",
                        "ERROR /phases: Missing required field: phases [missing-field] (list at least one phase)");
    }

    @Test
    void check_keepsTheScenario() {
        Scenario scenario = Scenario.named("").build();

        assertThat(Checks.check(scenario, Optional.empty(), true).draft()).contains(scenario);
    }

    @Test
    void phases_withoutNames_areMissingThemAndNotDuplicates() {
        assertThat(find(p("", UnaryOperator.identity()), p("", UnaryOperator.identity())))
                .containsExactly(
                        "ERROR /phases/0/name: Missing required field: name [missing-field]",
                        "ERROR /phases/1/name: Missing required field: name [missing-field]");
    }

    @Test
    void phases_ofOneName_areRelatedToTheFirst() {
        Checked<Scenario> checked = check(s -> s.phases(List.of(
                p("a", UnaryOperator.identity()), p("a", UnaryOperator.identity()), p("a", UnaryOperator.identity()))));

        assertThat(lines(checked))
                .containsExactly(
                        "ERROR /phases/1/name: Duplicate phase name: a [duplicate-phase] (give each phase a name of its own)",
                        "ERROR /phases/2/name: Duplicate phase name: a [duplicate-phase] (give each phase a name of its own)");
        assertThat(checked.findings())
                .extracting(Diagnostic::related)
                .containsOnly(List.of(Diagnostic.Related.of("first of that name", "/phases/0/name")));
    }

    @Test
    void names_breakTheirRules_whereverTheyAre() {
        assertThat(lines(check(s -> Scenario.named("a/b")
                        .description("d")
                        .inputs(List.of(Input.required("c\\d")))
                        .phase(
                                "e,f",
                                p -> p.auto().agents("../g").profiles(".h").outputs("i\nj")))))
                .containsExactly(
                        "ERROR /name: Invalid scenario name: a/b [invalid-name] (a name has no `/`)",
                        "ERROR /inputs/0: Invalid input name: c\\d [invalid-name] (a name has no `\\`)",
                        "ERROR /phases/0/name: Invalid phase name: e,f [invalid-name]"
                                + " (conditions list phases between commas, so the name of one has no `,`)",
                        "ERROR /phases/0/agents/0: Agent not found: ../g [agent-not-found] (a name does not begin with `.`)",
                        "ERROR /phases/0/profiles/0: Invalid profile name: .h [invalid-name] (a name does not begin with `.`)",
                        "ERROR /phases/0/outputs/0: Invalid output name: i\nj [invalid-name]"
                                + " (a name has no control character, and this one has U+000A)");
    }

    @Test
    void phaseName_withBlanksAroundIt_isAWarning() {
        assertThat(find(p(" a", Phase.Builder::auto)))
                .containsExactly(
                        "WARNING /phases/0/name: Phase name begins or ends with a blank:  a [blanks-around-name]"
                                + " (a condition in a file cannot name it)");
    }

    @Test
    void conditions_haveAFindingForEachWrongName() {
        assertThat(find(
                        p("build", b -> b.auto()),
                        p(
                                "test",
                                b -> b.after("buidl", "test", "nowhere", "nowhere")
                                        .always("build"))))
                .containsExactly(
                        "ERROR /phases/1/condition/0: Unknown condition: after:buidl,test,nowhere,nowhere"
                                + " [unknown-condition] (no phase is named `buidl`; did you mean `build`?)",
                        "ERROR /phases/1/condition/0: Phase waits for itself: after:buidl,test,nowhere,nowhere"
                                + " [self-reference] (take `test` out of its own condition)",
                        "ERROR /phases/1/condition/0: Unknown condition: after:buidl,test,nowhere,nowhere"
                                + " [unknown-condition] (no phase is named `nowhere`)");
    }

    @Test
    void conditions_builtWithoutNames_areEmpty() {
        assertThat(find(
                        p("a", b -> b.onFailure()),
                        p("b", b -> b.after("a", " ").manual())))
                .containsExactly(
                        "ERROR /phases/0/condition/0: Condition names no phase: on_failure: [empty-condition]"
                                + " (name at least one phase, as in `on_failure:build`)",
                        "ERROR /phases/1/condition/0: Empty name in condition: after:a,  [empty-name]"
                                + " (take out the comma, or name a phase there)");
    }

    @Test
    void conditions_whoseNamesAreMeantOtherwise_getAdvice() {
        assertThat(find(p("a", Phase.Builder::auto), p("b", b -> b.after("a,a")), p("c", b -> b.after("a", "manual"))))
                .containsExactly(
                        "ERROR /phases/1/condition/0: Unknown condition: after:a,a [unknown-condition]"
                                + " (no phase is named `a,a`; give each name on its own)",
                        "ERROR /phases/2/condition/0: Unknown condition: after:a,manual [unknown-condition]"
                                + " (no phase is named `manual`; `manual` is a condition of its own, as in `[after:plan, manual]`)");
    }

    @Test
    void condition_ofVeryManyNames_isQuotedWithTheWrongOneAlone() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "phase" + i).toList();

        assertThat(find(p("a", b -> b.condition(new Condition.Always(names)))))
                .hasSize(100)
                .contains("ERROR /phases/0/condition/0: Unknown condition: always:phase77 [unknown-condition]"
                        + " (no phase is named `phase77`)");
    }

    @Test
    void agents_areLookedUp_onlyInACatalogThatWasGiven() {
        Scenario scenario = valid(s -> s.phase("a", p -> p.auto().agents("default", "codre", "coder", "nobody")));

        assertThat(lines(Checks.check(scenario, Optional.empty(), true))).isEmpty();
        assertThat(lines(Checks.check(scenario, Optional.of(CATALOG), true)))
                .containsExactly(
                        "ERROR /phases/0/agents/1: Agent not found: codre [agent-not-found] (did you mean `coder`?)",
                        "ERROR /phases/0/agents/3: Agent not found: nobody [agent-not-found]");
        assertThat(lines(Checks.check(scenario, Optional.of(Set::of), true)))
                .hasSize(3)
                .allMatch(line -> line.endsWith("(there are no agents)"));
    }

    @Test
    void agents_listedTwice_areAWarning_asAreProfilesAndOutputs() {
        assertThat(find(Phase.named("a")
                        .auto()
                        .agents("coder", "tester", "coder")
                        .profiles("p", "p")
                        .outputs("o", "o")
                        .build()))
                .containsExactly(
                        "WARNING /phases/0/agents/2: Duplicate agent: coder [duplicate-agent]"
                                + " (it works once for each time it is listed)",
                        "WARNING /phases/0/profiles/1: Duplicate profile: p [duplicate-profile] (listed once is enough)",
                        "WARNING /phases/0/outputs/1: Duplicate output: o [duplicate-output] (listed once is enough)");
    }

    @Test
    void inputs_ofOneName_areAnError() {
        assertThat(lines(check(s -> s.inputs(List.of(Input.required("i"), new Input("i", Optional.of(1))))
                        .phase("a", p -> p.auto().agents("coder")))))
                .containsExactly("ERROR /inputs/1: Duplicate input: i [duplicate-input]"
                        + " (an input has one name and at most one default)");
    }

    @Test
    void phase_withoutAgentsAndPrompt_isAWarning() {
        assertThat(find(
                        Phase.named("a").auto().build(),
                        Phase.named("b").auto().prompt("do it").build(),
                        Phase.named("c").auto().prompt(" ").build()))
                .containsExactly(
                        "WARNING /phases/0/agents: Phase does no work: a [no-work]"
                                + " (list its agents, or write a prompt for the default agent)",
                        "WARNING /phases/2/prompt: Phase has an empty prompt: c [empty-prompt]"
                                + " (say what is to be done, or leave the key out)");
    }

    @Test
    void phase_thatSaysNothing_isMissingItsName_andNothingElse() {
        assertThat(find(Phase.named("").build()))
                .containsExactly("ERROR /phases/0/name: Missing required field: name [missing-field]");
    }

    @Test
    void hint_ofASecondPhaseOfItsName_mayBeTheFirst() {
        assertThat(find(p("build", Phase.Builder::auto), p("build", b -> b.after("biuld"))))
                .anyMatch(line -> line.endsWith("did you mean `build`?)"));
    }

    @Test
    void criterion_withoutWordsAndCheck_isAnError() {
        assertThat(find(p(
                        "a",
                        b -> b.auto()
                                .criteria(List.of(Criterion.of(" "), new Criterion("", Values.of("run", "make")))))))
                .containsExactly(
                        "ERROR /phases/0/success_criteria/0: Criterion without words [empty-criterion] (say what has to be true)");
    }

    @Test
    void rollback_thatNobodyPerforms_isAWarning() {
        Scenario scenario = valid(s -> s.rollback(new Rollback(true, "magic", Values.none()))
                .phase("a", p -> p.auto().agents("coder")));

        assertThat(lines(Checks.check(scenario, Optional.empty(), true)))
                .containsExactly("WARNING /rollback/strategy: Unknown rollback strategy: magic [unknown-strategy]"
                        + " (it is taken for `automatic`; the others are `phased` and `manual`)");
        assertThat(Checks.check(scenario, Optional.empty(), false).findings())
                .extracting(Diagnostic::code)
                .containsExactly("rollback-without-handler", "unknown-strategy");
    }

    @Test
    @Timeout(20)
    void check_ofVeryManyWrongNames_endsSoon() {
        List<Phase> phases = IntStream.range(0, 20_000)
                .mapToObj(i -> p(
                        "phase-number-" + i,
                        b -> b.after("phase-nomber-" + (i + 1)).agents("agent-" + i)))
                .toList();
        AgentCatalog many = () -> Set.copyOf(
                IntStream.range(0, 20_000).mapToObj(i -> "agnet-" + i).toList());
        Scenario scenario = valid(s -> s.phases(phases));

        List<Diagnostic> findings =
                Checks.check(scenario, Optional.of(many), true).findings();

        assertThat(findings).hasSize(40_000);
        assertThat(findings.get(0).hint())
                .contains("no phase is named `phase-nomber-1`; did you mean `phase-number-1`?");
    }

    @Test
    @Timeout(20)
    void check_ofOnePhaseWithVeryManyUnknownNames_endsSoonAndStaysSmall() {
        List<String> names = IntStream.range(0, 200_000).mapToObj(i -> "n" + i).toList();

        List<String> found = find(p("a", b -> b.condition(new Condition.After(names))));

        assertThat(found).hasSize(200_000).allMatch(line -> line.length() < 150);
    }

    @Test
    void conditions_beyondTheLimit_areOneFinding() {
        Condition shared = new Condition.After(
                IntStream.range(0, 5_001).mapToObj(i -> "p" + i).toList());
        List<Phase> phases = IntStream.range(0, 1_000)
                .mapToObj(i -> p("p" + i, b -> b.condition(shared)))
                .toList();

        assertThat(find(phases.toArray(Phase[]::new)))
                .containsExactly("ERROR /phases: The conditions hold 5001000 names, and no plan has more than 5000000"
                        + " [too-many-names] (put a phase between that waits for many and that many wait for)");
    }

    @Test
    void stages_sayNothingTwice_andTheRingAsWell() {
        Scenario scenario = valid(s -> s.phases(List.of(
                p("a", b -> b.after("b", "nowhere", "a")), p("b", b -> b.after("a")), p("b", b -> b.after("c")))));

        assertThat(Checked.of(scenario)
                        .then(s -> Checks.check(s, Optional.empty(), true))
                        .then(s -> Planner.plan(s, Policy.STANDARD))
                        .findings())
                .extracting(Diagnostic::code)
                .containsExactly(
                        "unknown-condition",
                        "self-reference",
                        "duplicate-phase",
                        "unknown-condition",
                        "circular-dependency");
    }

    @Property
    void scenario_thatIsMadeUpAsValid_passesAndPlans(@ForAll("scenarios") Scenario scenario) {
        Checked<?> checked = Checks.check(scenario, Optional.empty(), true);

        assertThat(checked.findings()).isEmpty();
        assertThat(checked.then(s -> Planner.plan(scenario, Policy.STANDARD)).ok())
                .isTrue();
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.any().arbitrary();
    }

    private static Phase p(String name, UnaryOperator<Phase.Builder> parts) {
        return parts.apply(Phase.named(name).agents("coder")).build();
    }

    private static Scenario valid(UnaryOperator<Scenario.Builder> parts) {
        return parts.apply(Scenario.named("s").description("d")).build();
    }

    private static Checked<Scenario> check(UnaryOperator<Scenario.Builder> parts) {
        return Checks.check(valid(parts), Optional.empty(), true);
    }

    private static List<String> find(Phase... phases) {
        return lines(check(s -> s.phases(List.of(phases))));
    }

    static List<String> lines(Checked<?> checked) {
        return checked.findings().stream()
                .map(finding -> finding.severity() + " " + finding.path() + ": " + finding.message() + " ["
                        + finding.code() + "]"
                        + finding.hint().map(hint -> " (" + hint + ")").orElse(""))
                .toList();
    }
}
