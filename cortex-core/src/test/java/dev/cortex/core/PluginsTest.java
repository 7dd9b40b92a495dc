package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.event.Ending;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plug-ins that do what they should not: they hurt their own phase and nobody else. */
@Timeout(60)
class PluginsTest {
    private static final Duration BRIEF = Duration.ofMillis(200);

    private interface Work {
        CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation);
    }

    private static Scenario besideGood() {
        return Scenario.named("beside")
                .description("one that misbehaves beside one that does not")
                .phase("bad", p -> p.auto().parallel().agents("culprit").timeout(BRIEF))
                .phase("good", p -> p.auto().parallel().agents("decent"))
                .phase("after", p -> p.after("good").agents("decent"))
                .build();
    }

    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        @SuppressWarnings("unchecked")
        T sneaky = (T) thrown;
        throw sneaky;
    }

    private static AgentResult deep(int level) {
        return level == Integer.MAX_VALUE ? AgentResult.success("bottom") : deep(level + 1);
    }

    private static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    static Stream<Arguments> misdeeds() {
        RuntimeException ring = new RuntimeException("ring");
        ring.initCause(new RuntimeException("other", ring));
        CountDownLatch never = new CountDownLatch(1);
        return Stream.of(
                misdeed("throws", (work, stop) -> {
                    throw new IllegalArgumentException("no such model");
                }),
                misdeed("throws a checked exception", (work, stop) -> {
                    throw PluginsTest.<RuntimeException>sneak(new java.io.IOException("disk"));
                }),
                misdeed("overflows the stack", (work, stop) -> CompletableFuture.completedFuture(deep(0))),
                misdeed("runs out of memory", (work, stop) -> {
                    throw new OutOfMemoryError("as if");
                }),
                misdeed("lacks a class", (work, stop) -> {
                    throw new NoClassDefFoundError("com/example/Model");
                }),
                misdeed("returns null", (work, stop) -> null),
                misdeed("completes with null", (work, stop) -> CompletableFuture.completedFuture(null)),
                misdeed("throws what cannot be read", (work, stop) -> {
                    throw new Silent();
                }),
                misdeed("fails with a cyclic cause", (work, stop) -> CompletableFuture.failedFuture(ring)),
                misdeed("leaves the interrupt flag set", (work, stop) -> {
                    Thread.currentThread().interrupt();
                    return CompletableFuture.completedFuture(AgentResult.failure("interrupted me"));
                }),
                misdeed("never completes", (work, stop) -> new CompletableFuture<>()),
                misdeed("never returns and ignores interrupts", (work, stop) -> {
                    while (true) {
                        try {
                            never.await();
                        } catch (InterruptedException ignored) {
                            // That is the misdeed.
                        }
                    }
                }),
                misdeed("throws when it is cancelled", (work, stop) -> {
                    stop.onRequest(() -> {
                        throw new IllegalStateException("not now");
                    });
                    return new CompletableFuture<>();
                }),
                misdeed(
                        "returns too much",
                        (work, stop) -> CompletableFuture.completedFuture(
                                AgentResult.success("x".repeat(100_000_000)).with("all", "x".repeat(2_000_000)))));
    }

    private static Arguments misdeed(String name, Work work) {
        return Arguments.of(name, work);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misdeeds")
    void agent_thatMisbehaves_failsItsOwnPhaseAlone(String name, Work misdeed) throws Exception {
        AgentActivator agents = (work, stop) -> work.agent().equals("culprit")
                ? misdeed.work(work, stop)
                : CompletableFuture.completedFuture(AgentResult.success("fine"));
        try (Cortex cortex = Cortex.builder()
                .agents(agents)
                .policy(Policy.STANDARD.withGrace(BRIEF))
                .build()) {
            Run run = cortex.start(cortex.plan(besideGood()).orElseThrow());
            RunView end = run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(end.status()).isEqualTo(RunStatus.FAILED);
            PhaseView bad = end.phase("bad").orElseThrow();
            assertThat(bad.ending()).containsInstanceOf(Ending.Failed.class);
            assertThat(((Ending.Failed) bad.ending().orElseThrow()).reason()).startsWith("culprit: ");
            assertThat(end.phase("after").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
            Run next = cortex.start(cortex.plan(Scenario.named("next")
                            .description("the engine is still of use")
                            .phase("a", p -> p.auto().agents("decent"))
                            .build())
                    .orElseThrow());
            assertThat(next.ended()
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void agent_thatCompletesTwice_isHeardOnce() throws Exception {
        AtomicReference<CompletableFuture<AgentResult>> kept = new AtomicReference<>();
        AgentActivator agents = (work, stop) -> {
            CompletableFuture<AgentResult> result = CompletableFuture.completedFuture(AgentResult.success("first"));
            kept.set(result);
            return result;
        };
        try (Cortex cortex = Cortex.builder().agents(agents).build()) {
            Run run = cortex.start(cortex.plan(Scenario.named("twice")
                            .description("d")
                            .phase("a", p -> p.auto().agents("x"))
                            .build())
                    .orElseThrow());
            RunView end = run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
            kept.get().obtrudeValue(AgentResult.failure("second thoughts"));
            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(run.view()).isEqualTo(cortex.find(run.id()).orElseThrow().view());
        }
    }

    @Test
    void agent_thatCallsBackIntoTheEngine_isServed() throws Exception {
        AtomicReference<Cortex> engine = new AtomicReference<>();
        Scenario inner = Scenario.named("inner")
                .description("started by an agent")
                .phase("a", p -> p.auto().agents("leaf"))
                .build();
        AgentActivator agents = (work, stop) -> {
            if (work.agent().equals("leaf")) {
                return CompletableFuture.completedFuture(AgentResult.success("leaf"));
            }
            Cortex cortex = engine.get();
            return cortex.start(cortex.plan(inner).orElseThrow())
                    .ended()
                    .thenApply(view -> AgentResult.success("inner " + view.status()));
        };
        try (Cortex cortex = Cortex.builder().agents(agents).build()) {
            engine.set(cortex);
            Run run = cortex.start(cortex.plan(Scenario.named("outer")
                            .description("d")
                            .phase("a", p -> p.auto().agents("caller"))
                            .build())
                    .orElseThrow());
            assertThat(run.ended()
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(RunStatus.COMPLETED);
            assertThat(cortex.newest("inner").orElseThrow().view().status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void activator_thatThrows_failsThePhaseBeforeAnyWork() throws Exception {
        AgentActivator agents = new AgentActivator() {
            @Override
            public CompletionStage<AgentResult> work(Assignment assignment, Cancellation cancellation) {
                return CompletableFuture.completedFuture(AgentResult.success("worked"));
            }

            @Override
            public CompletionStage<Void> activate(Activation activation) {
                throw new IllegalStateException("no seat for " + activation.name());
            }
        };
        try (Cortex cortex = Cortex.builder().agents(agents).build()) {
            Run run = cortex.start(cortex.plan(Scenario.named("s")
                            .description("d")
                            .phase("a", p -> p.auto().agents("x"))
                            .build())
                    .orElseThrow());
            RunView end = run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(end.phase("a").orElseThrow().ending())
                    .contains(new Ending.Failed(
                            Ending.Cause.AGENT,
                            "could not be activated: agent x: IllegalStateException: no seat for x"));
        }
    }

    @Test
    void listener_thatThrowsOrNeverReturns_holdsNobodyUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success("done"))
                .listener(event -> {
                    throw new IllegalStateException("I do not listen");
                })
                .listener(event -> {
                    try {
                        never.await();
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build()) {
            Run run = cortex.start(cortex.plan(besideGood()).orElseThrow());
            assertThat(run.ended()
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(RunStatus.COMPLETED);
        }
        never.countDown();
    }

    @Test
    void outputs_ofOneAgent_reachTheNextAndTheDependents() throws Exception {
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success(
                                "saw " + work.outputs().all())
                        .with(work.agent(), work.outputs().all().size()))
                .build()) {
            Run run = cortex.start(cortex.plan(Scenario.named("outputs")
                            .description("d")
                            .phase("a", p -> p.auto().agents("one", "two"))
                            .phase("b", p -> p.after("a").agents("three"))
                            .build())
                    .orElseThrow());
            RunView end = run.ended().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(end.phase("a").orElseThrow().outputs()).isEqualTo(new Values(Map.of("one", 1, "two", 1)));
            assertThat(end.phase("b").orElseThrow().outputs().get("three")).isEqualTo(Optional.of(2L));
        }
    }
}
