package dev.cortex.core.journal;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.event.Actor;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any value of a type of the api. Records are made by their components, so a new one needs nothing here. */
final class AnyOf {
    private static final Arbitrary<String> TEXT = Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(12),
            Arbitraries.strings().withChars("ab,:/\\\"{}\n\u2028\u202e\u0000é漢").ofMaxLength(8),
            Arbitraries.of("", " ", "after:a", "auto", "\ud83d\ude00", "\ud800", "\udc00\ud800"));

    /** Half a surrogate pair is no key. */
    private static final Arbitrary<String> KEY = TEXT.map(text -> text.replaceAll("[\\x{d800}-\\x{dfff}]", "-"));

    private static final Arbitrary<Duration> NOT_NEGATIVE =
            Arbitraries.longs().between(0, 1L << 50).map(Duration::ofNanos);

    private AnyOf() {}

    @SuppressWarnings("unchecked") // each rule makes values of its type
    static <T> Arbitrary<T> type(Type type) {
        return (Arbitrary<T>) rule(type);
    }

    private static Arbitrary<?> rule(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arbitrary<Object> part =
                    type(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
            if (generic.getRawType() == Optional.class) {
                return part.optional();
            }
            return generic.getRawType() == List.class
                    ? part.list().ofMaxSize(3)
                    : Arbitraries.maps(KEY, part).ofMaxSize(3);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Arbitraries.of(plain.getEnumConstants());
        }
        if (plain.isSealed()) {
            return Arbitraries.oneOf(Stream.of(plain.getPermittedSubclasses())
                    .<Arbitrary<?>>map(AnyOf::rule)
                    .map(each -> each.map(value -> (Object) value))
                    .toList());
        }
        return scalar(plain);
    }

    private static Arbitrary<?> scalar(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> TEXT;
            case "boolean", "Boolean" -> Arbitraries.of(true, false);
            case "int", "Integer" -> Arbitraries.integers();
            case "long", "Long" -> Arbitraries.longs();
            case "double" -> Arbitraries.doubles();
            case "BigDecimal" -> Arbitraries.bigDecimals();
            case "Object" -> plain(2).filter(value -> value != null);
            case "Instant" ->
                Combinators.combine(
                                Arbitraries.longs().between(-70_000_000_000L, 270_000_000_000L),
                                Arbitraries.of(0, 1, 123_000_000, 999_999_999, 120))
                        .as(Instant::ofEpochSecond);
            case "Duration" -> NOT_NEGATIVE;
            default -> structure(type);
        };
    }

    private static Arbitrary<?> structure(Class<?> type) {
        if (type == Values.class) {
            return Arbitraries.maps(KEY, plain(2)).ofMaxSize(3).map(Values::new);
        }
        if (type == Actor.class) {
            return TEXT.filter(name -> !name.isBlank()).map(Actor::new);
        }
        if (type == Retry.class) {
            return retries();
        }
        if (type == Phase.class) {
            return phases();
        }
        if (type == Scenario.class) {
            return scenarios();
        }
        if (type == Outputs.class) {
            return outputs();
        }
        if (type == Assignment.class) {
            return assignments();
        }
        return record(type);
    }

    static Arbitrary<Object> plain(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                TEXT.map(text -> text),
                Arbitraries.of(true, false).map(yes -> yes),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(
                        -0.0,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.parseDouble("2e23"),
                        Double.parseDouble("2.2e-322"),
                        new BigDecimal("1E+400")),
                Arbitraries.bigDecimals().ofScale(20).map(number -> number),
                Arbitraries.of(BigInteger.TWO.pow(64), BigInteger.TEN.pow(900)),
                Arbitraries.just(null));
        if (depth == 0) {
            return leaf;
        }
        return Arbitraries.oneOf(
                leaf,
                Arbitraries.lazy(() -> plain(depth - 1)).list().ofMaxSize(3).map(list -> list),
                Arbitraries.maps(KEY, Arbitraries.lazy(() -> plain(depth - 1)))
                        .ofMaxSize(3)
                        .map(map -> map));
    }

    private static Arbitrary<Object> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            parts.add(type(component.getGenericType()));
        }
        return Combinators.combine(parts).as(values -> make(type, components, values));
    }

    private static Object make(Class<?> type, RecordComponent[] components, List<Object> values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no values for " + type, e);
        }
    }

    private static Arbitrary<Retry> retries() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        NOT_NEGATIVE,
                        Arbitraries.doubles().between(1, 100),
                        NOT_NEGATIVE)
                .as((attempts, initial, factor, more) -> new Retry(attempts, initial, factor, initial.plus(more)));
    }

    private static Arbitrary<Phase> phases() {
        Arbitrary<List<Condition>> conditions = type(listOf("condition"));
        Arbitrary<List<Criterion>> criteria = type(listOf("successCriteria"));
        Arbitrary<Retry> retry = Arbitraries.oneOf(Arbitraries.just(Retry.NONE), retries());
        Arbitrary<Duration> timeout = NOT_NEGATIVE.map(some -> some.plusNanos(1));
        Arbitrary<Values> more = type(Values.class);
        Arbitrary<Phase.Builder> first = Combinators.combine(TEXT, TEXT, conditions, criteria, retry)
                .as((name, text, atoms, wanted, rule) -> {
                    Phase.Builder phase =
                            Phase.named(name).description(text).criteria(wanted).retry(rule);
                    atoms.forEach(phase::condition);
                    return phase;
                });
        Arbitrary<List<String>> names = TEXT.list().ofMaxSize(2);
        return Combinators.combine(
                        first,
                        names,
                        names,
                        Arbitraries.of(AgentMode.values()),
                        timeout.optional(),
                        TEXT.optional(),
                        more)
                .as((phase, agents, outputs, mode, limit, prompt, extensions) -> {
                    phase.agents(agents)
                            .outputs(outputs)
                            .profiles(outputs)
                            .agentMode(mode)
                            .extensions(extensions);
                    limit.ifPresent(phase::timeout);
                    prompt.ifPresent(text -> phase.prompt(text).parallel().continueOnFailure());
                    return phase.build();
                });
    }

    private static Arbitrary<Scenario> scenarios() {
        Arbitrary<Scenario.Builder> first = Combinators.combine(
                        TEXT,
                        TEXT,
                        Arbitraries.of(Priority.values()),
                        TEXT.optional(),
                        AnyOf.<Rollback>type(Rollback.class))
                .as((name, text, urgency, word, rollback) -> {
                    Scenario.Builder scenario = Scenario.named(name)
                            .description(text)
                            .priority(urgency)
                            .rollback(rollback);
                    word.ifPresent(some -> scenario.type(some).version(some).failFast());
                    return scenario;
                });
        Arbitrary<Object> value = plain(1).filter(some -> some != null);
        return Combinators.combine(
                        first,
                        phases().list().ofMaxSize(3),
                        AnyOf.<Input>type(Input.class).list().ofMaxSize(2),
                        Arbitraries.integers().between(1, 99).optional(),
                        value.optional(),
                        NOT_NEGATIVE.map(some -> some.plusNanos(1)).optional(),
                        AnyOf.<Values>type(Values.class))
                .as((scenario, phases, inputs, most, some, limit, more) -> {
                    scenario.phases(phases).inputs(inputs).extensions(more);
                    most.ifPresent(scenario::maxParallel);
                    some.ifPresent(it -> scenario.triggers(it).monitoring(it));
                    limit.ifPresent(scenario::timeout);
                    return scenario.build();
                });
    }

    private static Arbitrary<Outputs> outputs() {
        Arbitrary<Values> values = type(Values.class);
        return Combinators.combine(values, values, values).as((root, left, top) -> {
            Outputs bottom = Outputs.of(new Output("root", root), List.of());
            Outputs one = Outputs.of(new Output("left", left), List.of(bottom));
            Outputs two = Outputs.of(new Output("right", root), List.of(bottom, Outputs.none()));
            return Outputs.of(new Output("top", top), List.of(one, two));
        });
    }

    private static Arbitrary<Assignment> assignments() {
        return Combinators.combine(
                        scenarios(), phases(), TEXT, outputs(), AnyOf.<Values>type(Values.class), NOT_NEGATIVE)
                .as((scenario, phase, text, outputs, inputs, left) -> Assignment.of(text, scenario, phase, text)
                        .attempt(text.length())
                        .idempotencyKey(text)
                        .timeLeft(left)
                        .inputs(inputs)
                        .outputs(outputs)
                        .unmet(Map.of("criterion", text))
                        .build());
    }

    /** The generic type of a list that some shape has as a component. */
    private static Type listOf(String component) {
        return Stream.of(PhaseShape.class.getRecordComponents())
                .filter(each -> each.getName().equals(component))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }
}
