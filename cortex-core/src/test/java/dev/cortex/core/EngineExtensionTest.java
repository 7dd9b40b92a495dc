package dev.cortex.core;

import static dev.cortex.testkit.RunAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.EventRecorder;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import dev.cortex.testkit.ScriptedOperator;
import dev.cortex.testkit.TestBench;
import dev.cortex.testkit.junit.EngineExtension;
import dev.cortex.testkit.junit.ScenarioFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension serves this class as it serves any. */
class EngineExtensionTest {
    private static final Scenario GATED = Scenario.named("gated")
            .description("one gate")
            .phase("plan", p -> p.auto().agents("architect"))
            .phase("ship", p -> p.after("plan").manual().agents("operator"))
            .build();
    private static final List<Cortex> BUILT = new ArrayList<>();

    /** A reader that knows one file; another reads none. */
    @RegisterExtension
    static final EngineExtension<Cortex> ENGINE = EngineExtension.of(EngineExtensionTest::build)
            .reading(EngineExtensionTest::read)
            .planning(Cortex::plan);

    /** What JUnit asks of extensions, to be asked of another one. */
    @RegisterExtension
    static final Asked ASKED = new Asked();

    static final class Asked implements ParameterResolver {
        private final Map<Class<?>, ParameterContext> parameters = new HashMap<>();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            parameters.put(parameter.getParameter().getType(), parameter);
            return parameter.getParameter().getType() == ExtensionContext.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context;
        }
    }

    private static Cortex build(TestBench bench) {
        Cortex cortex = Cortex.builder()
                .agents(bench.agents())
                .criteria(bench.criteria())
                .listener(bench.operator())
                .listener(bench.events())
                .time(bench.time())
                .executor(bench.time())
                .build();
        BUILT.add(cortex);
        return cortex;
    }

    private static Checked<Scenario> read(Path file) {
        assertThat(file).isEqualTo(Path.of("some/gated.yaml"));
        return Checked.of(GATED);
    }

    private final List<Object> before = new ArrayList<>();

    @BeforeEach
    void parts_areThereBeforeTheTest(Cortex cortex, ScriptedAgents agents) {
        before.addAll(List.of(cortex, agents));
    }

    @Test
    void parameters_areThePartsOfOneBench(
            @ScenarioFile("some/gated.yaml") Plan plan,
            @ScenarioFile("some/gated.yaml") Scenario scenario,
            TestBench bench,
            Engine engine,
            Cortex cortex,
            ManualTime time,
            ScriptedAgents agents,
            ScriptedCriteria criteria,
            ScriptedOperator operator,
            EventRecorder events) {
        assertThat(before).containsExactly(cortex, agents);
        assertThat(engine).isSameAs(cortex);
        assertThat(List.of(time, agents, criteria, operator, events))
                .containsExactly(bench.time(), bench.agents(), bench.criteria(), bench.operator(), bench.events());
        assertThat(scenario).isEqualTo(GATED).isEqualTo(plan.scenario());

        Run run = cortex.start(plan);
        time.settle();
        assertThat(run).is(RunStatus.COMPLETED).asked("ship");
        assertThat(events.facts(Fact.Acted.class)).extracting(Fact.Acted::actor).containsExactly(TestBench.PERSON);
    }

    @Test
    void extensionThatReadsNoFiles_saysWhatIsMissing(
            @ScenarioFile("some/gated.yaml") Plan plan,
            @ScenarioFile("some/gated.yaml") Scenario scenario,
            ExtensionContext context) {
        EngineExtension<Cortex> none = EngineExtension.of(EngineExtensionTest::build);
        EngineExtension<Cortex> reading = none.reading(EngineExtensionTest::read);
        ParameterContext scenarios = ASKED.parameters.get(Scenario.class);
        ParameterContext plans = ASKED.parameters.get(Plan.class);
        assertThatThrownBy(() -> none.resolveParameter(scenarios, context))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("some/gated.yaml")
                .hasMessageContaining("reading(");
        assertThatThrownBy(() -> reading.resolveParameter(plans, context)).hasMessageContaining("planning(");
        assertThat(reading.resolveParameter(scenarios, context)).isEqualTo(scenario);
        assertThat(none.supportsParameter(ASKED.parameters.get(ExtensionContext.class), context))
                .isFalse();
        none.afterEach(context);
        reading.afterEach(context);
        assertThat(plan.scenario()).isEqualTo(scenario);
    }

    @Test
    void unasked_isWhatWasWrittenForNamesThatDoNotExist(Cortex cortex, TestBench bench) {
        bench.agents().takes("architect", Duration.ofHours(1)).takes("archtiect", Duration.ofHours(2));
        bench.agents().ignoresCancellation("nobody").ignoresCancellation("architect");
        bench.criteria().met("Shrot");
        bench.operator().rejects("pulbish", "no");
        assertThat(bench.unasked())
                .containsExactly(
                        "agents: architect",
                        "agents: archtiect",
                        "agents: nobody",
                        "criteria: Shrot",
                        "operator: pulbish");
        cortex.start(cortex.plan(GATED).orElseThrow());
        bench.time().advance(Duration.ofHours(3));
        assertThat(bench.unasked())
                .containsExactly("agents: archtiect", "agents: nobody", "criteria: Shrot", "operator: pulbish");
    }

    @Test
    void runsThatAreStillAtWork_areClosedToo(Cortex cortex, ManualTime time, ScriptedAgents agents) {
        agents.neverAnswers("architect").ignoresCancellation("architect");
        Run run = cortex.start(cortex.plan(GATED).orElseThrow());
        time.settle();
        assertThat(run).is(RunStatus.RUNNING);
    }

    @AfterAll
    static void eachTestHasHadAnEngineOfItsOwn_andAllAreClosed() {
        assertThat(BUILT).hasSizeGreaterThanOrEqualTo(1).doesNotHaveDuplicates();
        for (Cortex cortex : BUILT) {
            Plan plan = cortex.plan(GATED).orElseThrow();
            assertThatThrownBy(() -> cortex.start(plan))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void close_letsAsMuchTimePassAsADeafAgentHas() {
        TestBench bench = new TestBench();
        InMemoryStateStore store = new InMemoryStateStore();
        Cortex cortex = Cortex.builder()
                .agents(bench.agents())
                .store(store)
                .time(bench.time())
                .executor(bench.time())
                .build();
        bench.agents().neverAnswers("architect").ignoresCancellation("architect");
        Run run = cortex.start(cortex.plan(GATED).orElseThrow());
        bench.time().settle();
        bench.time().close(cortex);
        try (Cortex next = Cortex.builder().store(store).build()) {
            Run left = next.find(run.id()).orElseThrow();
            List<Fact.WorkEnded> ended = new ArrayList<>();
            left.events(0, event -> {
                if (event.fact() instanceof Fact.WorkEnded one) {
                    ended.add(one);
                }
            });
            assertThat(ended).singleElement().matches(Fact.WorkEnded::abandoned);
            assertThat(Duration.between(
                            left.view().standing().startedAt(), bench.time().now()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
            assertThat(left.view().standing().owner()).isEmpty();
        }
    }

    @Test
    void close_thatThrows_isAFailure() {
        assertThatThrownBy(() -> new ManualTime().close(() -> {
                    throw new java.io.IOException("stuck");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("IOException: stuck");
    }
}
