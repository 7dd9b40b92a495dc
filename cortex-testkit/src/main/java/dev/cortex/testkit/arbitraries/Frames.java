package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Scenarios without phases. */
final class Frames {
    private Frames() {}

    static Arbitrary<Scenario> arbitrary(boolean details, boolean rollback) {
        Arbitrary<Scenario> bare = Arbitraries.just(
                Scenario.named("made-up").description("Made up for a property").build());
        return details ? Combinators.combine(head(), limits(), tail(rollback)).as(Frames::join) : bare;
    }

    private record Limits(boolean failFast, int maxParallel, Optional<Duration> timeout) {}

    private record Tail(
            Rollback rollback,
            List<Input> inputs,
            Optional<Object> triggers,
            Optional<Object> monitoring,
            Values rest) {}

    private static Arbitrary<Scenario.Builder> head() {
        return Combinators.combine(
                        Words.names(),
                        Words.texts().filter(text -> !text.isBlank()),
                        // What is usual comes first: what fails shrinks to it.
                        Arbitraries.of(Priority.MEDIUM, Priority.LOW, Priority.HIGH, Priority.CRITICAL),
                        Words.names().optional(0.3),
                        Words.names().optional(0.3))
                .as((name, description, priority, type, version) -> {
                    Scenario.Builder builder =
                            Scenario.named(name).description(description).priority(priority);
                    type.ifPresent(builder::type);
                    version.ifPresent(builder::version);
                    return builder;
                });
    }

    private static Arbitrary<Limits> limits() {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.integers().between(0, 4),
                        Words.durations().optional(0.2))
                .as(Limits::new);
    }

    private static Arbitrary<Tail> tail(boolean rollback) {
        Arbitrary<Input> input =
                Combinators.combine(Words.names(), Words.values().optional(0.8)).as(Input::new);
        Arbitrary<Rollback> rollbacks = Combinators.combine(
                        Arbitraries.of(false, rollback), Arbitraries.of("automatic", "phased", "manual"))
                .as((enabled, strategy) -> new Rollback(enabled, strategy, Values.none()));
        return Combinators.combine(
                        rollbacks,
                        input.list().ofMaxSize(2).uniqueElements(Input::name),
                        Words.values().optional(0.2),
                        Words.values().optional(0.2),
                        Words.extensions())
                .as(Tail::new);
    }

    private static Scenario join(Scenario.Builder head, Limits limits, Tail tail) {
        if (limits.failFast()) {
            head.failFast();
        }
        if (limits.maxParallel() > 0) {
            head.maxParallel(limits.maxParallel());
        }
        limits.timeout().ifPresent(head::timeout);
        tail.triggers().ifPresent(head::triggers);
        tail.monitoring().ifPresent(head::monitoring);
        return head.rollback(tail.rollback())
                .inputs(tail.inputs())
                .extensions(tail.rest())
                .build();
    }
}
