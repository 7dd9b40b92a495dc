package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CriterionEvaluator} must keep. Extend it, and name criteria of each kind; a test framework finds the
 * cases.
 */
public abstract class CriterionEvaluatorContract {
    private static final int MANY = 20;

    /** For subclasses. */
    protected CriterionEvaluatorContract() {}

    /** {@return the evaluator under test} */
    protected abstract CriterionEvaluator evaluator();

    /** {@return a criterion that is met; empty if this evaluator never says so} */
    protected abstract Optional<Criterion> met();

    /** {@return a criterion that is unmet; empty if this evaluator never says so} */
    protected abstract Optional<Criterion> unmet();

    /** {@return a criterion whose judgement goes on until it is cancelled; empty if there is no such one} */
    protected Optional<Criterion> endless() {
        return Optional.empty();
    }

    /**
     * A criterion that this evaluator cannot judge; empty if it judges everything.
     *
     * @return by default one with a check that nobody knows
     */
    protected Optional<Criterion> foreign() {
        return Optional.of(new Criterion("Nobody knows", Values.of("x-contract-foreign", "a check that nobody knows")));
    }

    /** {@return within which time every verdict is there, cancelled ones too; 20 seconds unless a subclass says so} */
    protected Duration bound() {
        return Duration.ofSeconds(20);
    }

    /** A criterion that is true is met. */
    @Test
    public final void optional_evaluate_whatIsTrue_isMet() {
        assertEquals(Verdict.Result.MET, judge(orSkip(met())).result());
    }

    /** A criterion that is not true is unmet, with evidence. */
    @Test
    public final void optional_evaluate_whatIsNotTrue_isUnmetAndSaysWhy() {
        Verdict verdict = judge(orSkip(unmet()));

        assertEquals(Verdict.Result.UNMET, verdict.result());
        assertFalse(verdict.evidence().isBlank(), "an unmet criterion has evidence");
    }

    /** What an evaluator cannot judge it leaves to those behind it. */
    @Test
    public final void optional_evaluate_whatItDoesNotKnow_isUnknown() {
        assertEquals(Verdict.Result.UNKNOWN, judge(orSkip(foreign())).result());
    }

    /** Every verdict says who judged. */
    @Test
    public final void required_evaluate_anyCriterion_namesTheJudge() {
        for (Criterion criterion : all()) {
            assertFalse(judge(criterion).judge().isBlank(), () -> "nobody judged " + criterion);
        }
    }

    /** Judging does not change what is judged. */
    @Test
    public final void required_evaluate_twice_saysTheSame() {
        for (Criterion criterion : all()) {
            assertEquals(judge(criterion).result(), judge(criterion).result());
        }
    }

    /** Many questions at a time are each answered with their own verdict. */
    @Test
    public final void required_evaluate_manyAtOnce_answersEach() {
        CriterionEvaluator evaluator = evaluator();
        List<Criterion> all = all();
        List<CompletionStage<Verdict>> verdicts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            verdicts.add(evaluator.evaluate(check(all.get(i % all.size())), Cancellation.never()));
        }

        for (int i = 0; i < MANY; i++) {
            Criterion criterion = all.get(i % all.size());
            assertEquals(
                    judge(criterion).result(),
                    Stages.value(verdicts.get(i), bound(), criterion.text()).result());
        }
    }

    /** Texts that no criterion should have are answered and harm nobody. */
    @Test
    public final void required_evaluate_hostileTexts_isAnswered() {
        CriterionEvaluator evaluator = evaluator();
        for (String text : List.of("", " ", "\0", "\u202e", "'; rm -rf x", "$(x)", "x".repeat(100_000))) {
            Stages.end(() -> evaluator.evaluate(check(Criterion.of(text)), Cancellation.never()), bound(), "a verdict");
        }
        assertEquals(all().size(), all().stream().map(this::judge).toList().size());
    }

    /** A question that is cancelled before it is asked is answered all the same. */
    @Test
    public final void required_cancellation_before_isAnswered() {
        RequestedLater cancellation = new RequestedLater();
        cancellation.request();
        for (Criterion criterion : all()) {
            CriterionEvaluator evaluator = evaluator();
            Stages.end(() -> evaluator.evaluate(check(criterion), cancellation), bound(), "a verdict nobody wants");
        }
        assertTrue(cancellation.requested());
    }

    /** A judgement that is cancelled comes to an end. */
    @Test
    public final void optional_cancellation_whileItIsJudged_endsIt() {
        RequestedLater cancellation = new RequestedLater();
        CompletionStage<Verdict> verdict = evaluator().evaluate(check(orSkip(endless())), cancellation);
        assertFalse(verdict.toCompletableFuture().isDone(), "an endless check does not end by itself");

        cancellation.request();

        Stages.end(verdict, bound(), "a verdict nobody wants");
        assertTrue(verdict.toCompletableFuture().isDone());
    }

    private List<Criterion> all() {
        List<Criterion> all = new ArrayList<>(List.of(Criterion.of("Everything is fine")));
        met().ifPresent(all::add);
        unmet().ifPresent(all::add);
        foreign().ifPresent(all::add);
        return all;
    }

    private Verdict judge(Criterion criterion) {
        return Stages.value(
                evaluator().evaluate(check(criterion), Cancellation.never()), bound(), "the verdict on " + criterion);
    }

    private static CriterionCheck check(Criterion criterion) {
        Phase phase = Phase.named("phase").auto().criteria(List.of(criterion)).build();
        return new CriterionCheck("run-1", phase, criterion, Values.none(), Outputs.none(), Map.of());
    }

    private static Criterion orSkip(Optional<Criterion> criterion) {
        assumeTrue(criterion.isPresent(), "there is no such criterion");
        return criterion.orElseThrow();
    }
}
