package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.InMemoryStateStore;
import dev.cortex.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Somebody else writes into a run's journal in the moment in which its engine wants to, and another answer comes in: the
 * engine reads anew and decides anew, and asks nobody twice.
 */
class RebuiltMachineTest {
    private static final Scenario BESIDE = Scenario.named("beside")
            .description("two beside each other, and a gate for somebody else")
            .phase("a", p -> p.auto().parallel().agents("first"))
            .phase("b", p -> p.auto().parallel().agents("second"))
            .phase("gate", p -> p.manual().agents("third"))
            .build();

    private final ManualTime time = new ManualTime();
    private final InMemoryStateStore journals = new InMemoryStateStore();
    private final List<String> calls = new ArrayList<>();
    private final CompletableFuture<AgentResult> first = new CompletableFuture<>();
    private final CompletableFuture<AgentResult> second = new CompletableFuture<>();
    private final CompletableFuture<Void> deactivated = new CompletableFuture<>();

    @Test
    void agentThatHasAnsweredMeanwhile_isNotAskedToWorkTwice() {
        Run run = run(lines -> lines.contains("work-ended") && lines.contains("first"), () -> {
            second.complete(AgentResult.success("done"));
        });
        first.complete(AgentResult.success("done"));
        deactivated.complete(null);
        time.settle();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(calls).containsOnlyOnce("work first", "work second").doesNotHaveDuplicates();
    }

    @Test
    void agentThatWasDeactivatedMeanwhile_isNotDeactivatedTwice() {
        Run run = run(lines -> lines.contains("work-ended") && lines.contains("second"), () -> {
            deactivated.complete(null);
        });
        first.complete(AgentResult.success("done"));
        time.settle();
        second.complete(AgentResult.success("done"));
        time.settle();

        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(calls).contains("deactivate first").doesNotHaveDuplicates();
    }

    /** A run whose gate somebody else skips when the engine appends certain lines. */
    private Run run(Predicate<String> moment, Runnable meanwhile) {
        boolean[] done = new boolean[1];
        StateStore store = new ForwardingStore(journals) {
            @Override
            public boolean append(String journal, long size, List<String> lines) {
                if (!done[0] && moment.test(lines.toString())) {
                    done[0] = true;
                    meanwhile.run();
                    String id = journal.substring("run-".length());
                    engine(journals)
                            .find(id)
                            .orElseThrow()
                            .as(new Actor("anna"))
                            .skip("gate", "")
                            .toCompletableFuture()
                            .join();
                }
                return super.append(journal, size, lines);
            }
        };
        Cortex engine = engine(store);
        Run run = engine.start(engine.plan(BESIDE).orElseThrow());
        time.settle();
        return run;
    }

    private Cortex engine(StateStore store) {
        return Cortex.builder()
                .agents(new Agents())
                .store(store)
                .time(time)
                .executor(time)
                .build();
    }

    private final class Agents implements AgentActivator {
        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            calls.add("work " + assignment.agent());
            return (assignment.agent().equals("first") ? first : second).copy();
        }

        @Override
        public CompletionStage<Void> activate(Activation activation) {
            calls.add("activate " + activation.name());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            calls.add("deactivate " + activation.name());
            return deactivated.copy();
        }
    }
}
