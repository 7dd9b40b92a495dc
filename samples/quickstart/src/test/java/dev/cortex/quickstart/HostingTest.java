package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.Engine;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunListener;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.Cortex;
import dev.cortex.core.agents.AgentFolder;
import dev.cortex.core.agents.AgentProgram;
import dev.cortex.core.agents.CommandEvaluator;
import dev.cortex.core.agents.ProcessAgentActivator;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.yaml.AgentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a host that the release desk has no use for. */
class HostingTest {
    @TempDir
    Path home;

    @Test
    void programs_workAsAgents() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.createDirectories(home.resolve("agents"));
        Files.writeString(
                home.resolve("agents/writer.md"),
                "---\nname: writer\ncommand: ['" + java + "', -version]\n---\nWrite well.\n");
        // region programs
        AgentFolder folder = new AgentFolder(home);
        ProcessAgentActivator programs = ProcessAgentActivator.builder(home.resolve("state"))
                .home(home)
                .folder(folder)
                .programs(name -> folder.file(name)
                        .map(file -> AgentFile.read(file).orElseThrow())
                        .map(agent -> new AgentProgram(agent.command().orElse(List.of()), agent.prompt())))
                .build();
        CommandEvaluator checks = CommandEvaluator.builder()
                .home(home)
                .workingDirectory(home)
                .allowCommands(true)
                .build();
        Cortex cortex = Cortex.builder()
                .agents(programs)
                .catalog(folder)
                .criteria(checks)
                .store(new FileStateStore(home.resolve("state")))
                .build();
        // endregion
        try (cortex) {
            Scenario scenario = Scenario.named("essay")
                    .description("One program")
                    .phase("write", p -> p.auto().agents("writer"))
                    .build();
            Run run = cortex.start(cortex.plan(scenario).orElseThrow());
            RunView end = run.ended()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    // region activation
    static final class Sandboxes implements AgentActivator {
        private final Set<String> open = ConcurrentHashMap.newKeySet();

        @Override
        public CompletionStage<Void> activate(Activation activation) {
            open.add(activation.key()); // a second time changes nothing
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            return CompletableFuture.completedFuture(AgentResult.success("done in a sandbox"));
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            open.remove(activation.key()); // so it does here, and in a process that never saw the activation
            return CompletableFuture.completedFuture(null);
        }
    }
    // endregion

    @Test
    void agents_areActivatedBeforeAndDeactivatedAfterTheirWork() {
        Sandboxes sandboxes = new Sandboxes();
        Scenario scenario = Scenario.named("careful")
                .description("Agents in sandboxes")
                .phase("work", p -> p.auto().agents("coder"))
                .build();
        try (Cortex cortex = Cortex.builder().agents(sandboxes).build()) {
            Run run = cortex.start(cortex.plan(scenario).orElseThrow());
            RunView end = run.ended()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
        }
        assertThat(sandboxes.open).isEmpty();
    }

    // region listener-engine
    static final class Approver implements RunListener {
        private final CompletableFuture<Engine> engine = new CompletableFuture<>();

        void attachTo(Engine runs) {
            engine.complete(runs);
        }

        @Override
        public void onEvent(RunEvent event) {
            if (event.fact() instanceof Fact.GateOpened gate) {
                var unused = engine.thenAccept(runs -> runs.find(event.runId())
                        .ifPresent(run -> run.as(new Actor("approver")).start(gate.phase(), "by rule 7")));
            }
        }
    }
    // endregion

    @Test
    void listener_actsOnTheEngineThatItListensTo() {
        AgentActivator agents = new Sandboxes();
        // region listener-attached
        Approver approver = new Approver();
        Cortex cortex = Cortex.builder().agents(agents).listener(approver).build();
        approver.attachTo(cortex);
        // endregion
        Scenario scenario = Scenario.named("asking")
                .description("One gate")
                .phase("work", p -> p.manual().agents("coder"))
                .build();
        try (cortex) {
            Run run = cortex.start(cortex.plan(scenario).orElseThrow());
            RunView end = run.ended()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
        }
    }
}
