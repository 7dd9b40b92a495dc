package dev.cortex.testkit;

import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.testkit.contract.CriterionEvaluatorContract;
import java.util.Optional;

/** A scripted judge that behaves keeps what every evaluator has to. */
class ScriptedCriteriaContractTest extends CriterionEvaluatorContract {
    @Override
    protected CriterionEvaluator evaluator() {
        return new ScriptedCriteria(new ManualTime())
                .met("Fast")
                .unmet("Small", "90 MB")
                .on("Endless", Reply.never());
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
}
