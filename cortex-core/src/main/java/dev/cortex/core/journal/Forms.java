package dev.cortex.core.journal;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.event.Actor;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the form of a type. Records and sealed interfaces of the api need no rule of their own: their components and
 * their names are their form.
 */
final class Forms {
    private static final Map<Type, Form<?>> KNOWN = new ConcurrentHashMap<>();

    static {
        KNOWN.put(String.class, Scalars.TEXT);
        KNOWN.put(boolean.class, Scalars.BOOLEAN);
        KNOWN.put(Boolean.class, Scalars.BOOLEAN);
        KNOWN.put(long.class, Scalars.LONG);
        KNOWN.put(Long.class, Scalars.LONG);
        KNOWN.put(int.class, Scalars.INT);
        KNOWN.put(Integer.class, Scalars.INT);
        KNOWN.put(double.class, Scalars.DOUBLE);
        KNOWN.put(BigDecimal.class, Scalars.DECIMAL);
        KNOWN.put(Object.class, Scalars.PLAIN);
        KNOWN.put(Duration.class, Scalars.DURATION);
        KNOWN.put(Instant.class, Scalars.INSTANT);
        KNOWN.put(OptionalInt.class, Containers.OPTIONAL_INT);
        KNOWN.put(Actor.class, Scalars.ACTOR);
        KNOWN.put(Values.class, Scalars.VALUES);
        KNOWN.put(Condition.class, new ConditionForm());
        KNOWN.put(Criterion.class, new CriterionForm());
        KNOWN.put(Retry.class, record(RetryShape.class).as(RetryShape::of, RetryShape::retry));
        KNOWN.put(Phase.class, record(PhaseShape.class).as(PhaseShape::of, PhaseShape::phase));
        KNOWN.put(Scenario.class, record(ScenarioShape.class).as(ScenarioShape::of, ScenarioShape::scenario));
        KNOWN.put(Outputs.class, new OutputsForm());
        KNOWN.put(Assignment.class, record(AssignmentShape.class).as(AssignmentShape::of, AssignmentShape::assignment));
        KNOWN.put(PlannedPhase.class, new RecordForm<>(PlannedShape.class, true).as(PlannedShape::of, shape -> {
                    throw Refusals.unread();
                }));
        KNOWN.put(PhaseView.class, new RecordForm<>(StandingShape.class, true).as(StandingShape::of, shape -> {
                    throw Refusals.unread();
                }));
    }

    private Forms() {}

    @SuppressWarnings("unchecked") // the table has each form under its own type
    static <T> Form<T> of(Type type) {
        Form<?> known = KNOWN.get(type);
        if (known == null) {
            known = make(type);
            KNOWN.put(type, known);
        }
        return (Form<T>) known;
    }

    /** Makes a form anew. */
    static Form<?> make(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] parts = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return Containers.optional(of(parts[0]));
            }
            if (generic.getRawType() == List.class) {
                return Containers.list(of(parts[0]));
            }
            if (generic.getRawType() == Map.class && parts[0] == String.class) {
                return Containers.map(of(parts[1]));
            }
        }
        if (type instanceof Class<?> plain) {
            return make(plain);
        }
        throw new IllegalArgumentException("no JSON form is known for " + type);
    }

    private static Form<?> make(Class<?> type) {
        if (!type.getName().startsWith("dev.cortex.")) {
            throw new IllegalArgumentException("no JSON form is known for " + type.getName());
        }
        if (type.isEnum()) {
            return words(type);
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isSealed()) {
            return new SealedForm<>(type);
        }
        throw new IllegalArgumentException("no JSON form is known for " + type.getName());
    }

    private static <T> RecordForm<T> record(Class<T> type) {
        boolean view =
                type.getPackageName().endsWith(".run") || type.getPackageName().endsWith(".plan");
        return new RecordForm<>(type, view);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // it was asked whether it is an enum
    private static Form<?> words(Class<?> type) {
        return Scalars.words((Class<? extends Enum>) type);
    }
}
