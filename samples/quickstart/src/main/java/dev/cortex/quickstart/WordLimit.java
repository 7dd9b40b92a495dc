package dev.cortex.quickstart;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.criteria.Verdict;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Judges criteria with {@code max_words: N} by the phase's output {@code text}. Whatever else there is, it cannot tell. */
// region evaluator
public final class WordLimit implements CriterionEvaluator {
    private static final String JUDGE = "word limit";

    @Override
    public CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation) {
        return CompletableFuture.completedFuture(judge(check));
    }

    private static Verdict judge(CriterionCheck check) {
        Object limit = check.criterion().check().get("max_words").orElse("");
        Object text = check.outputs().get(check.phase().name(), "text").orElse("");
        if (!(limit instanceof Long most)) {
            return Verdict.unknown("it has no max_words", JUDGE);
        }
        long words = text.toString().isBlank() ? 0 : text.toString().strip().split("\\s+").length;
        String evidence = words + " of " + most + " words";
        return words <= most ? Verdict.met(evidence, JUDGE) : Verdict.unmet(evidence, JUDGE);
    }
}
// endregion
