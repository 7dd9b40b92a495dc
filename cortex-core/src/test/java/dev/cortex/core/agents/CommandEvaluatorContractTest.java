package dev.cortex.core.agents;

import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Values;
import dev.cortex.testkit.contract.CriterionEvaluatorContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class CommandEvaluatorContractTest extends CriterionEvaluatorContract {
    @TempDir
    private Path folder;

    @Override
    protected CriterionEvaluator evaluator() {
        return CommandEvaluator.builder()
                .allowCommands(true)
                .workingDirectory(folder)
                .build();
    }

    @Override
    protected Optional<Criterion> met() {
        return Optional.of(new Criterion("It is good", Values.of("run", "sh -c true")));
    }

    @Override
    protected Optional<Criterion> unmet() {
        return Optional.of(new Criterion("It is there", Values.of("file_exists", "missing.md")));
    }

    @Override
    protected Optional<Criterion> endless() {
        return Optional.of(new Criterion("It ends", Values.of("run", List.of("sh", "-c", "sleep 1000 & wait"))));
    }
}
