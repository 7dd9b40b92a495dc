package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.FileStateStore;
import dev.cortex.core.store.InMemoryStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight engines in one JVM want one scenario at the same moment, again and again: one of them gets it. */
class EightEnginesTest {
    private static final int ENGINES = 8;
    private static final int ROUNDS = 50;
    private static final Scenario RACE = Scenario.named("race")
            .description("who is first")
            .phase("begin", p -> p.auto().agents("one"))
            .phase("end", p -> p.after("begin").agents("two"))
            .build();

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(ENGINES);
    private final CyclicBarrier together = new CyclicBarrier(ENGINES);
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, Integer> worked = new ConcurrentHashMap<>();
    private volatile CompletableFuture<AgentResult> done = new CompletableFuture<>();

    @AfterEach
    void closeAll() {
        done.complete(AgentResult.success("over"));
        contenders.forEach(contender -> contender.engine.close());
        threads.shutdownNow();
    }

    @Test
    void start_onEightStoresOfOneFolder_oneRuns() throws Exception {
        engines(() -> new FileStateStore(folder));
        for (int round = 1; round <= ROUNDS; round++) {
            start(round);
        }
    }

    @Test
    void start_onOneStoreOfFiles_oneRuns() throws Exception {
        StateStore store = new FileStateStore(folder);
        engines(() -> store);
        for (int round = 1; round <= ROUNDS; round++) {
            start(round);
        }
    }

    @Test
    void start_onOneStoreInMemory_oneRuns() throws Exception {
        StateStore store = new InMemoryStateStore();
        engines(() -> store);
        for (int round = 1; round <= ROUNDS; round++) {
            start(round);
        }
    }

    @Test
    void resumeAndRetry_onEightStoresOfOneFolder_oneGoesOn() throws Exception {
        engines(() -> new FileStateStore(folder));
        for (int round = 1; round <= ROUNDS / 2; round++) {
            Run run = stopped();
            boolean fails = round % 2 == 0;
            race(engine -> take(engine, run.id(), false), fails);
            assertThat(run.view().status()).isEqualTo(fails ? RunStatus.FAILED : RunStatus.COMPLETED);
            if (fails) {
                race(engine -> take(engine, run.id(), true), false);
                assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    private void engines(Supplier<StateStore> stores) {
        for (int i = 0; i < ENGINES; i++) {
            contenders.add(new Contender(stores.get()));
        }
    }

    private void start(int round) throws Exception {
        Run run = race(engine -> engine.start(engine.plan(RACE).orElseThrow()), false);
        assertThat(run.view().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(worked).containsOnly(Map.entry("one", 1), Map.entry("two", 1));
        assertThat(contenders.get(0).engine.list("", Integer.MAX_VALUE))
                .as("runs: none of a loser has begun")
                .hasSize(round);
    }

    /** A run whose first agent was cut short by a stop. */
    private Run stopped() {
        done = new CompletableFuture<>();
        Cortex engine = contenders.get(0).engine;
        Run run = engine.start(engine.plan(RACE).orElseThrow());
        run.as(Actor.ENGINE).stop("before the race").toCompletableFuture().join();
        done.complete(AgentResult.failure("stopped"));
        assertThat(run.ended().toCompletableFuture().join().status()).isEqualTo(RunStatus.STOPPED);
        run.release().toCompletableFuture().join();
        worked.clear();
        return run;
    }

    private static Run take(Cortex engine, String id, boolean retry) {
        Run run = engine.find(id).orElseThrow();
        try {
            (retry ? run.as(Actor.ENGINE).retry("", "") : run.as(Actor.ENGINE).resume(""))
                    .toCompletableFuture()
                    .join();
            return run;
        } catch (CompletionException refused) {
            throw (RuntimeException) refused.getCause();
        }
    }

    private interface Attempt {
        Run by(Cortex engine);
    }

    /** All try at once; the agents do not answer before everybody has heard whether it was they. */
    private Run race(Attempt attempt, boolean fails) throws Exception {
        done = new CompletableFuture<>();
        worked.clear();
        List<Callable<Object>> attempts = new ArrayList<>();
        for (Contender contender : contenders) {
            attempts.add(() -> {
                together.await(30, TimeUnit.SECONDS);
                try {
                    return attempt.by(contender.engine);
                } catch (RuntimeException refused) {
                    return refused;
                }
            });
        }
        List<Object> outcomes = new ArrayList<>();
        for (Future<Object> one : threads.invokeAll(attempts)) {
            outcomes.add(one.get());
        }
        List<Run> winners = outcomes.stream()
                .filter(Run.class::isInstance)
                .map(Run.class::cast)
                .toList();
        assertThat(winners).as("%s", outcomes).hasSize(1);
        Run winner = winners.get(0);
        RunView view = winner.view();
        for (Object other : outcomes) {
            if (other != winner) {
                assertThat(other).isInstanceOf(BusyException.class);
                BusyException busy = (BusyException) other;
                assertThat(busy.runId()).isEqualTo(winner.id());
                assertThat(busy.owner()).isEqualTo(view.standing().owner());
                assertThat(busy).hasMessageContaining("driven by host");
            }
        }
        done.complete(fails ? AgentResult.failure("this time") : AgentResult.success("done"));
        winner.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
        return winner;
    }

    /** One engine, and its agents, which count. */
    private final class Contender implements AgentActivator {
        private final Cortex engine;

        Contender(StateStore store) {
            this.engine = Cortex.builder().agents(this).store(store).build();
        }

        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            worked.merge(assignment.agent(), 1, Integer::sum);
            return done.copy();
        }
    }
}
