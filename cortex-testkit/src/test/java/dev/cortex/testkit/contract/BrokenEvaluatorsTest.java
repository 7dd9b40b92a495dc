package dev.cortex.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.testkit.ManualTime;
import dev.cortex.testkit.Reply;
import dev.cortex.testkit.ScriptedCriteria;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An evaluator that breaks one promise fails the case of the contract that tests it. */
class BrokenEvaluatorsTest {
    /** Short, since some of these never answer; and whether a good one answers within it does not matter here. */
    private static final Duration BOUND = Duration.ofMillis(300);

    /** Makes a broken evaluator of a good one and of a set that all of them share. */
    interface Breaker extends BiFunction<CriterionEvaluator, Set<String>, CriterionEvaluator> {}

    static Stream<Arguments> brokenEvaluators() {
        return Stream.of(
                broken(
                        "optional_evaluate_whatIsTrue_isMet",
                        saying(verdict -> verdict.result() == Verdict.Result.MET
                                ? Verdict.unknown("nobody can know", "a sceptic")
                                : verdict)),
                broken(
                        "optional_evaluate_whatIsNotTrue_isUnmetAndSaysWhy",
                        saying(verdict -> verdict.result() == Verdict.Result.UNMET
                                ? Verdict.met("it is well meant", "a friend")
                                : verdict)),
                broken(
                        "optional_evaluate_whatIsNotTrue_isUnmetAndSaysWhy",
                        saying(verdict -> verdict.result() == Verdict.Result.UNMET
                                ? Verdict.unmet("", "one of few words")
                                : verdict)),
                broken(
                        "optional_evaluate_whatItDoesNotKnow_isUnknown",
                        saying(verdict -> verdict.result() == Verdict.Result.UNKNOWN
                                ? Verdict.unmet("never heard of it", "a know-all")
                                : verdict)),
                broken(
                        "required_evaluate_anyCriterion_namesTheJudge",
                        saying(verdict -> new Verdict(verdict.result(), verdict.evidence(), " "))),
                broken(
                        "required_evaluate_twice_saysTheSame",
                        (kept, memory) -> (check, cancellation) -> kept.evaluate(check, cancellation)
                                .thenApply(
                                        verdict -> memory.add(check.criterion().text())
                                                ? verdict
                                                : Verdict.unknown("was asked already", "a bored one"))),
                broken("required_evaluate_manyAtOnce_answersEach", (kept, memory) -> new CriterionEvaluator() {
                    private @Nullable CompletionStage<Verdict> first;

                    @Override
                    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
                        first = first == null ? kept.evaluate(check, cancellation) : first;
                        return first;
                    }
                }),
                // As one whose thread has died of it.
                broken(
                        "required_evaluate_hostileTexts_isAnswered",
                        (kept, memory) -> (check, cancellation) ->
                                check.criterion().text().indexOf('\0') < 0
                                        ? kept.evaluate(check, cancellation)
                                        : new CompletableFuture<>()),
                broken(
                        "required_cancellation_before_isAnswered",
                        (kept, memory) -> (check, cancellation) -> cancellation.requested()
                                ? new CompletableFuture<>()
                                : kept.evaluate(check, cancellation)),
                broken(
                        "optional_cancellation_whileItIsJudged_endsIt",
                        (kept, memory) -> (check, cancellation) -> kept.evaluate(check, Cancellation.never())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenEvaluators")
    void contract_ofBrokenEvaluator_failsInItsCase(String promise, Breaker breaker) {
        assertThat(Cases.failed(CriterionEvaluatorContract.class, () -> new Contract(breaker, BOUND)))
                .contains(promise);
    }

    /** Whoever adds a case shows here that it can fail. */
    @Test
    void brokenEvaluators_areThereForEveryCase() {
        assertThat(brokenEvaluators().map(broken -> broken.get()[0]))
                .containsOnly(Cases.of(CriterionEvaluatorContract.class).toArray());
    }

    @Test
    void contract_ofGoodEvaluator_holds() {
        Breaker nothing = (kept, memory) -> kept;

        assertThat(Cases.failed(CriterionEvaluatorContract.class, () -> new Contract(nothing, Duration.ofSeconds(20))))
                .isEmpty();
    }

    /** A call that throws broke, and that is an answer. */
    @Test
    void contract_ofEvaluatorThatThrowsAtHostileTexts_holds() {
        Breaker strict = (kept, memory) -> (check, cancellation) -> {
            if (check.criterion().text().isBlank() || cancellation.requested()) {
                throw new IllegalArgumentException("there is nothing to judge");
            }
            return kept.evaluate(check, cancellation);
        };

        assertThat(Cases.failed(CriterionEvaluatorContract.class, () -> new Contract(strict, Duration.ofSeconds(20))))
                .isEmpty();
    }

    private static Arguments broken(String promise, Breaker breaker) {
        return Arguments.of(promise, breaker);
    }

    private static Breaker saying(UnaryOperator<Verdict> other) {
        return (kept, memory) ->
                (check, cancellation) -> kept.evaluate(check, cancellation).thenApply(other);
    }

    private static final class Contract extends CriterionEvaluatorContract {
        private final CriterionEvaluator good = new ScriptedCriteria(new ManualTime())
                .met("Fast")
                .unmet("Small", "90 MB")
                .on("Endless", Reply.never());
        private final Set<String> memory = new HashSet<>();
        private final Breaker breaker;
        private final Duration bound;

        Contract(Breaker breaker, Duration bound) {
            this.breaker = breaker;
            this.bound = bound;
        }

        @Override
        protected CriterionEvaluator evaluator() {
            return breaker.apply(good, memory);
        }

        @Override
        protected Optional<Criterion> met() {
            return Optional.of(Criterion.of("Fast"));
        }

        @Override
        protected Optional<Criterion> unmet() {
            return Optional.of(Criterion.of("Small"));
        }

        @Override
        protected Optional<Criterion> endless() {
            return Optional.of(Criterion.of("Endless"));
        }

        @Override
        protected Duration bound() {
            return bound;
        }
    }
}
