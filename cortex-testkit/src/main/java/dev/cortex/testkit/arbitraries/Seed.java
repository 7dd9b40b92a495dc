package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A phase before it is known which phases there are.
 *
 * @param phase everything but the condition
 * @param atoms what it will wait for
 * @param gate whether it will be a gate
 * @param place its rank in the list
 */
record Seed(Phase phase, List<Link> atoms, boolean gate, int place) {
    private static final List<String> AGENTS = List.of("worker", "reviewer", "ui-ux designer", "default", "ärztin");

    /** An atom: which kind, and how many phases back each of its names is. */
    record Link(int kind, List<Integer> back) {
        Condition to(List<String> names, boolean handlers) {
            Set<String> distinct = new LinkedHashSet<>();
            back.forEach(b -> distinct.add(names.get(names.size() - 1 - b % names.size())));
            List<String> phases = List.copyOf(distinct);
            if (kind < 3 || !handlers) {
                return new Condition.After(phases);
            }
            return kind == 3 ? new Condition.OnFailure(phases) : new Condition.Always(phases);
        }
    }

    /** The condition, gate and auto apart, if the phase may wait for these. */
    List<Condition> atoms(List<String> names, boolean handlers) {
        if (names.isEmpty()) {
            return List.of();
        }
        return atoms.stream().map(atom -> atom.to(names, handlers)).distinct().toList();
    }

    static Arbitrary<Seed> arbitrary(boolean details) {
        Arbitrary<Integer> back = Arbitraries.integers().between(0, 6);
        Arbitrary<Link> link = Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        back.list().ofMinSize(1).ofMaxSize(4))
                .as(Link::new);
        return Combinators.combine(
                        details ? detailed() : bare(),
                        link.list().ofMaxSize(2),
                        Arbitraries.integers().between(0, 4).map(i -> i == 4),
                        Arbitraries.integers().between(0, 20))
                .as(Seed::new);
    }

    private static Arbitrary<Phase> bare() {
        return Combinators.combine(Words.names(), Arbitraries.of(false, true))
                .as((name, parallel) ->
                        Phase.named(name).parallel(parallel).agents("worker").build());
    }

    private static Arbitrary<Phase> detailed() {
        return Combinators.combine(bare(), who(), what(), how()).as((phase, who, what, how) -> {
            Phase.Builder builder = phase.toBuilder();
            who.onto(builder);
            what.onto(builder);
            how.onto(builder);
            return builder.build();
        });
    }

    private record Who(List<String> agents, List<String> profiles, AgentMode mode) {
        void onto(Phase.Builder builder) {
            builder.agents(agents).profiles(profiles).agentMode(mode);
        }
    }

    private static Arbitrary<Who> who() {
        return Combinators.combine(
                        Arbitraries.of(AGENTS).list().ofMinSize(1).ofMaxSize(3).uniqueElements(),
                        Words.names().list().ofMaxSize(2).uniqueElements(),
                        Arbitraries.of(AgentMode.class))
                .as(Who::new);
    }

    private record What(String description, Optional<String> prompt, List<Criterion> criteria, List<String> outputs) {
        void onto(Phase.Builder builder) {
            builder.description(description).criteria(criteria).outputs(outputs);
            prompt.ifPresent(builder::prompt);
        }
    }

    private static Arbitrary<What> what() {
        return Combinators.combine(
                        Words.texts(),
                        Words.texts().filter(text -> !text.isBlank()).optional(0.3),
                        Combinators.combine(Words.names(), Words.checks())
                                .as(Criterion::new)
                                .list()
                                .ofMaxSize(3),
                        Words.names().list().ofMaxSize(2).uniqueElements())
                .as(What::new);
    }

    private record How(Optional<Duration> timeout, Retry retry, boolean continueOnFailure) {
        void onto(Phase.Builder builder) {
            timeout.ifPresent(builder::timeout);
            builder.retry(retry);
            if (continueOnFailure) {
                builder.continueOnFailure();
            }
        }
    }

    private static Arbitrary<How> how() {
        Arbitrary<Retry> retries = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Words.durations(),
                        Arbitraries.of(1.0, 1.5, 2.0),
                        Arbitraries.integers().between(1, 10))
                .as((attempts, initial, factor, times) ->
                        new Retry(attempts, initial, factor, initial.multipliedBy(times)));
        return Combinators.combine(
                        Words.durations().optional(0.3),
                        Arbitraries.oneOf(List.of(Arbitraries.just(Retry.NONE), retries)),
                        Arbitraries.of(false, true))
                .as(How::new);
    }
}
