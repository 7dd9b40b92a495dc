package dev.cortex.testkit.junit;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.run.Engine;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.EventRecorder;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.ScriptedAgents;
import dev.cortex.testkit.ScriptedCriteria;
import dev.cortex.testkit.ScriptedOperator;
import dev.cortex.testkit.TestBench;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test an engine of its own, in manual time, with agents, criteria and a person that do what the test writes
 * down, and closes it at the end:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EngineExtension<Cortex> ENGINE = EngineExtension.of(bench -> Cortex.builder()
 *                 .agents(bench.agents())
 *                 .listener(bench.operator())
 *                 .time(bench.time())
 *                 .executor(bench.time())
 *                 .build())
 *         .reading(ScenarioYaml::read)
 *         .planning(Cortex::plan);
 *
 * @Test
 * void notes_arePublished(@ScenarioFile("notes.yaml") Plan plan, Cortex cortex, ManualTime time) {
 *     Run run = cortex.start(plan);
 *     time.settle();
 *     assertThat(run).is(RunStatus.COMPLETED);
 * }
 * }</pre>
 *
 * <p>Parameters of test methods, and of methods before and after each test, may be of these types: that of the engine,
 * {@link Engine}, {@link TestBench}, {@link ManualTime}, {@link ScriptedAgents}, {@link ScriptedCriteria},
 * {@link ScriptedOperator}, {@link EventRecorder}, and with {@link ScenarioFile} also {@link Scenario} and {@link Plan}. All
 * methods of one test get the same objects. The person is attached to the engine, and so answers if it listens to it.
 *
 * <p>Immutable: it may be registered in a static field, and serve tests that run at the same time.
 *
 * @param <E> the type of the engine
 */
public final class EngineExtension<E extends Engine>
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(EngineExtension.class);

    private final Function<? super TestBench, ? extends E> factory;
    private final @Nullable Function<? super Path, Checked<Scenario>> reader;
    private final @Nullable BiFunction<? super E, Checked<Scenario>, Checked<Plan>> planner;

    private EngineExtension(
            Function<? super TestBench, ? extends E> factory,
            @Nullable Function<? super Path, Checked<Scenario>> reader,
            @Nullable BiFunction<? super E, Checked<Scenario>, Checked<Plan>> planner) {
        this.factory = factory;
        this.reader = reader;
        this.planner = planner;
    }

    /**
     * Engines that a host builds.
     *
     * @param factory makes a new engine of the parts of a bench; it has to take the time both as time and as executor
     * @param <E> the type of the engine
     * @return the extension, which reads no files
     */
    public static <E extends Engine> EngineExtension<E> of(Function<? super TestBench, ? extends E> factory) {
        return new EngineExtension<>(Objects.requireNonNull(factory, "factory"), null, null);
    }

    /**
     * The same, for tests with a {@link ScenarioFile}.
     *
     * @param files reads a file, as {@code ScenarioYaml::read} does
     * @return a copy
     */
    public EngineExtension<E> reading(Function<? super Path, Checked<Scenario>> files) {
        return new EngineExtension<>(factory, Objects.requireNonNull(files, "files"), planner);
    }

    /**
     * The same, for tests that want the {@link Plan} of a {@link ScenarioFile}.
     *
     * @param plans makes a plan, as {@code Cortex::plan} does
     * @return a copy
     */
    public EngineExtension<E> planning(BiFunction<? super E, Checked<Scenario>, Checked<Plan>> plans) {
        return new EngineExtension<>(factory, reader, Objects.requireNonNull(plans, "plans"));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        setting(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Setting<E> setting = setting(context);
        setting.bench().time().close(setting.engine());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getTestMethod().isPresent()
                && part(parameter, setting(context)).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return part(parameter, setting(context)).orElseThrow().get();
    }

    /** What one test has. */
    private record Setting<E>(TestBench bench, E engine) {}

    @SuppressWarnings("unchecked") // Nobody else puts something in under this key.
    private Setting<E> setting(ExtensionContext context) {
        return (Setting<E>) context.getStore(NAMESPACE).getOrComputeIfAbsent(this, any -> make(), Setting.class);
    }

    private Setting<E> make() {
        TestBench bench = new TestBench();
        E engine = factory.apply(bench);
        bench.operator().attachTo(engine);
        return new Setting<>(bench, engine);
    }

    private Optional<Supplier<Object>> part(ParameterContext parameter, Setting<E> setting) {
        Class<?> type = parameter.getParameter().getType();
        Optional<ScenarioFile> file = parameter.findAnnotation(ScenarioFile.class);
        if (file.isPresent()) {
            Path path = Path.of(file.get().value());
            return Optional.ofNullable(Map.<Class<?>, Supplier<Object>>of(
                            Scenario.class, () -> read(path).orElseThrow(),
                            Plan.class, () -> plan(path, setting.engine()).orElseThrow())
                    .get(type));
        }
        if (Engine.class.isAssignableFrom(type)) {
            return Optional.of(setting.engine()).filter(type::isInstance).map(engine -> () -> engine);
        }
        TestBench bench = setting.bench();
        Map<Class<?>, Object> parts = Map.of(
                TestBench.class, bench,
                ManualTime.class, bench.time(),
                ScriptedAgents.class, bench.agents(),
                ScriptedCriteria.class, bench.criteria(),
                ScriptedOperator.class, bench.operator(),
                EventRecorder.class, bench.events());
        return Optional.ofNullable(parts.get(type)).map(part -> () -> part);
    }

    private Checked<Scenario> read(Path file) {
        if (reader == null) {
            throw new ParameterResolutionException(
                    "who reads " + file + "? Say reading(ScenarioYaml::read) where the extension is made");
        }
        return reader.apply(file);
    }

    private Checked<Plan> plan(Path file, E engine) {
        if (planner == null) {
            throw new ParameterResolutionException(
                    "who plans " + file + "? Say planning(Cortex::plan) where the extension is made");
        }
        return planner.apply(engine, read(file));
    }
}
