package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.agents.ProcessAgentActivator;
import dev.cortex.core.store.FileStateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that do not stop, whatever they are asked: in real time, because it is promised how long that may take. */
class DeafAgentsTest {
    private static final Duration GRACE = Duration.ofMillis(700);
    private static final Duration GRACE_AND_A_SECOND = GRACE.plusSeconds(1);
    private static final Scenario WORK = Scenario.named("work")
            .description("does not stop")
            .phase("work", p -> p.auto().agents("deaf"))
            .build();
    private static final String DEAF = "trap '' TERM INT HUP; echo $$ > pid; while [ -e pid ]; do sleep 0.05; done";

    @TempDir
    Path folder;

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

    @Test
    void agentThatNeverAnswers_isAbandonedWithinGraceAndASecond() throws Exception {
        try (Cortex engine = engine(new Counted((assignment, cancellation) -> new CompletableFuture<>()))) {
            Run run = atWork(engine);
            Duration took = stop(run, 1);

            assertThat(took).isBetween(GRACE, GRACE_AND_A_SECOND);
            assertThat(abandoned(run)).isTrue();
            assertThat(calls).containsExactly("deactivate");
        }
    }

    @Test
    void agentThatNeverAnswers_isAbandonedAsSoonWhenAnotherEngineAsks() throws Exception {
        try (Cortex engine = engine(new Counted((assignment, cancellation) -> new CompletableFuture<>()));
                Cortex other = engine(new Counted((assignment, cancellation) -> new CompletableFuture<>()))) {
            Run run = atWork(engine);
            Duration took = stop(other.find(run.id()).orElseThrow(), 1);

            assertThat(took).isBetween(GRACE, GRACE_AND_A_SECOND);
            assertThat(abandoned(run)).isTrue();
            assertThat(calls).containsExactly("deactivate");
        }
    }

    @Test
    void agentThatBlocksItsThread_isAbandonedWithinGraceAndASecond() throws Exception {
        CompletableFuture<AgentResult> never = new CompletableFuture<>();
        try (Cortex engine = engine(new Counted(AgentActivator.blocking(
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                },
                (assignment, cancellation) -> {
                    while (!never.isDone()) {
                        Thread.onSpinWait();
                    }
                    return never.join();
                })))) {
            Run run = atWork(engine);
            Duration took = stop(run, 1);

            assertThat(took).isBetween(GRACE, GRACE_AND_A_SECOND);
            assertThat(abandoned(run)).isTrue();
            assertThat(calls).containsExactly("deactivate");
        } finally {
            never.complete(AgentResult.success("at last"));
        }
    }

    @Test
    void programThatIgnoresSignals_isGoneWithinGraceAndASecond() throws Exception {
        try (Cortex engine = engine(new Counted(program(Duration.ofMillis(300))))) {
            Run run = atWork(engine);
            ProcessHandle process = process();
            Duration took = stop(run, 1);

            assertThat(took).isLessThan(GRACE_AND_A_SECOND);
            assertThat(process.isAlive()).isFalse();
            assertThat(abandoned(run)).isFalse();
        }
    }

    @Test
    void programWithALongerGraceThanTheEngines_isAbandonedAndGoneWithinGraceAndASecond() throws Exception {
        try (Cortex engine = engine(new Counted(program(Duration.ofMinutes(1))))) {
            Run run = atWork(engine);
            ProcessHandle process = process();
            Duration took = stop(run, 1);

            assertThat(took).isBetween(GRACE, GRACE_AND_A_SECOND);
            assertThat(process.isAlive()).isFalse();
            assertThat(abandoned(run)).isTrue();
        }
    }

    @Test
    void programThatIgnoresSignals_isGoneBeforeASecondStopIsOver() throws Exception {
        try (Cortex engine = engine(new Counted(program(Duration.ofMinutes(1))))) {
            Run run = atWork(engine);
            ProcessHandle process = process();
            stop(run, 2);

            assertThat(process.isAlive()).isFalse();
            assertThat(abandoned(run)).isTrue();
            assertThat(calls).containsExactly("deactivate");
            assertThat(run.view().warnings()).isEmpty();
        }
    }

    private Cortex engine(AgentActivator agents) {
        return Cortex.builder()
                .agents(agents)
                .policy(Policy.STANDARD.withGrace(GRACE))
                .store(new FileStateStore(folder.resolve("state")))
                .build();
    }

    private ProcessAgentActivator program(Duration grace) {
        return ProcessAgentActivator.builder(folder.resolve("programs"))
                .defaultCommand("sh", "-c", DEAF)
                .workingDirectory(folder)
                .grace(grace)
                .build();
    }

    private Run atWork(Cortex engine) throws InterruptedException {
        Run run = engine.start(engine.plan(WORK).orElseThrow());
        assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("activate");
        assertThat(calls.poll(30, TimeUnit.SECONDS)).isEqualTo("work");
        return run;
    }

    /** The process of the program, once it hears no signals any more. */
    private ProcessHandle process() throws Exception {
        Path pid = folder.resolve("pid");
        long begun = System.nanoTime();
        while (!Files.exists(pid) || !Files.readString(pid).endsWith("\n")) {
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(30));
            Thread.onSpinWait();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    }

    private static Duration stop(Run run, int times) throws Exception {
        long begun = System.nanoTime();
        for (int i = 0; i < times; i++) {
            run.as(Actor.ENGINE).stop("").toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
        assertThat(run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS).status())
                .isEqualTo(RunStatus.STOPPED);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static boolean abandoned(Run run) {
        List<RunEvent> events = new ArrayList<>();
        run.events(0, events::add);
        return events.stream().anyMatch(event -> event.fact() instanceof Fact.WorkEnded ended && ended.abandoned());
    }

    /** Notes what is called. */
    private final class Counted implements AgentActivator {
        private final AgentActivator agents;

        Counted(AgentActivator agents) {
            this.agents = agents;
        }

        @Override
        public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
            calls.add("work");
            return agents.work(assignment, cancellation);
        }

        @Override
        public CompletionStage<Void> activate(Activation activation) {
            calls.add("activate");
            return agents.activate(activation);
        }

        @Override
        public CompletionStage<Void> deactivate(Activation activation) {
            calls.add("deactivate");
            return agents.deactivate(activation);
        }
    }
}
