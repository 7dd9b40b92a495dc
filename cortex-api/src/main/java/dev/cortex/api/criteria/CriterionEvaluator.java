package dev.cortex.api.criteria;

import dev.cortex.api.agent.Cancellation;
import java.util.concurrent.CompletionStage;

/**
 * Judges success criteria. A host registers evaluators in order; the first verdict that is not unknown stands. One object
 * serves all runs, and is called by many threads at once.
 */
@FunctionalInterface
public interface CriterionEvaluator {
    /**
     * Judges one criterion. It is to return at once; the stage completes when the verdict is there, on any thread. A
     * criterion may be judged again after a crash.
     *
     * @param check the question
     * @param cancellation tells when the answer is no longer wanted
     * @return the verdict; an exception counts as unknown, with its message as the evidence
     */
    CompletionStage<Verdict> evaluate(CriterionCheck check, Cancellation cancellation);
}
