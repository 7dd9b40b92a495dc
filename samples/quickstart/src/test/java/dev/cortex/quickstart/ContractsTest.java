package dev.cortex.quickstart;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.Cortex;
import dev.cortex.core.plan.Planner;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.testkit.contract.AgentActivatorContract;
import dev.cortex.testkit.contract.CriterionEvaluatorContract;
import dev.cortex.testkit.contract.DefinitionLoaderContract;
import dev.cortex.testkit.contract.EngineContract;
import dev.cortex.testkit.contract.StateStoreContract;
import dev.cortex.yaml.YamlFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What a host plugs in keeps what cortex relies on. */
class ContractsTest {
    // region store-contract
    @Nested
    class StoreTest extends StateStoreContract {
        @TempDir
        Path folder;

        @Override
        protected StateStore open() {
            return new FileStateStore(folder);
        }
    }
    // endregion

    // region agents-contract
    @Nested
    class WritersTest extends AgentActivatorContract {
        private final ExecutorService threads = Executors.newCachedThreadPool();

        @Override
        protected AgentActivator activator() {
            return AgentActivator.blocking(
                    threads,
                    (work, stop) -> work.agent().equals("writer")
                            ? AgentResult.success("wrote it")
                            : AgentResult.failure("no pen"));
        }

        @Override
        protected String succeeding() {
            return "writer";
        }

        @Override
        protected String failing() {
            return "beginner";
        }

        @AfterEach
        void close() {
            threads.shutdownNow();
        }
    }
    // endregion

    // region evaluator-contract
    @Nested
    class WordLimitTest extends CriterionEvaluatorContract {
        @Override
        protected CriterionEvaluator evaluator() {
            return new WordLimit();
        }

        @Override
        protected Optional<Criterion> met() {
            return Optional.of(Criterion.of("The notes are short", "max_words", 120));
        }

        @Override
        protected Optional<Criterion> unmet() {
            return Optional.empty(); // no text is too long that is not there
        }
    }
    // endregion

    // region loader-contract
    @Nested
    class ScenariosTest extends DefinitionLoaderContract<Scenario> {
        @TempDir
        Path folder;

        @BeforeEach
        void write() throws IOException {
            String text = "description: Something\nphases: [{name: a, condition: auto, agents: [x]}]\n";
            Files.writeString(folder.resolve("release.yaml"), "name: release\n" + text);
            Files.writeString(folder.resolve("review.yaml"), "name: code-review\n" + text);
            Files.writeString(folder.resolve("torn.yaml"), "name: torn\nphases: [{name: a");
        }

        @Override
        protected DefinitionLoader<Scenario> loader() {
            return YamlFolder.scenarios(folder, folder);
        }

        @Override
        protected List<String> sound() {
            return List.of("release", "review");
        }

        @Override
        protected Optional<String> broken() {
            return Optional.of("torn");
        }
    }
    // endregion

    // region engine-contract
    @Nested
    class EngineTest extends EngineContract {
        @TempDir
        Path folder;

        @Override
        protected Engine engine(AgentActivator workers, RunListener listener) {
            return Cortex.builder()
                    .agents(workers)
                    .listener(listener)
                    .store(new FileStateStore(folder))
                    .build();
        }

        @Override
        protected Plan plan(Scenario scenario, Policy policy) {
            return Planner.plan(scenario, policy).orElseThrow();
        }
    }
    // endregion
}
