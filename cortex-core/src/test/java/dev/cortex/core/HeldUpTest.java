package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.BlockingAgent;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import dev.cortex.core.store.InMemoryStateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever holds the thread on which the engine calls them holds up nobody else. */
@Timeout(120)
class HeldUpTest {
    private static final Actor ANNA = new Actor("anna");
    private static final AgentActivator DECENT =
            (work, stop) -> CompletableFuture.completedFuture(AgentResult.success("done"));
    /** More than there are threads for runs. */
    private static final int SEVERAL = Runtime.getRuntime().availableProcessors() + 3;

    /** More than there are threads for calls where the JVM has no virtual ones. */
    private static final int MORE_THAN_THREADS = 300;

    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        never.countDown();
    }

    private static Scenario gate(String name) {
        return Scenario.named(name)
                .description("waits for a person")
                .phase("gate", p -> p.manual().agents("a"))
                .build();
    }

    private static Scenario quick(String name) {
        return Scenario.named(name)
                .description("ends at once")
                .phase("a", p -> p.auto().agents("a"))
                .build();
    }

    private static Scenario crowd() {
        Scenario.Builder crowd = Scenario.named("crowd").description("more agents than threads");
        IntStream.range(0, MORE_THAN_THREADS)
                .forEach(i -> crowd.phase("p" + i, p -> p.auto().parallel().agents("a")));
        return crowd.build();
    }

    private static Run start(Cortex cortex, Scenario scenario) {
        return cortex.start(cortex.plan(scenario).orElseThrow());
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static void until(CountDownLatch latch) {
        assertThat(waitFor(latch)).isTrue();
    }

    private static boolean waitFor(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Never returns, and takes no interrupt for an answer. */
    private void hang() {
        while (true) {
            try {
                never.await();
                return;
            } catch (InterruptedException ignored) {
                // That is the misdeed.
            }
        }
    }

    @Test
    void whoHangsOnAStage_holdsUpNoRun() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Thread me = Thread.currentThread();
        try (Cortex cortex = Cortex.builder().agents(DECENT).build()) {
            CountDownLatch waiting = new CountDownLatch(3 * SEVERAL);
            for (int i = 0; i < SEVERAL; i++) {
                Run run = start(cortex, gate("gate-" + i));
                Runnable hang = () -> {
                    threads.add(Thread.currentThread().getName());
                    waiting.countDown();
                    // What has ended before somebody hangs on it runs on their own thread.
                    if (Thread.currentThread() != me) {
                        hang();
                    }
                };
                var ended = run.ended().thenRun(hang);
                var released = start(cortex, gate("other-" + i)).release().thenRun(hang);
                var acted = run.as(ANNA).skip("gate", "").thenRun(hang);
                assertThat(List.of(ended, released, acted)).doesNotContainNull();
            }
            until(waiting);
            assertThat(soon(start(cortex, quick("quick")).ended()).status()).isEqualTo(RunStatus.COMPLETED);
            never.countDown();
        }
        assertThat(threads).isNotEmpty().noneMatch(name -> name.startsWith("cortex-run-"));
    }

    @Test
    void whoClosesTheEngineFromAStage_isNotWaitedFor() throws Exception {
        try (LogBook.Book log = LogBook.open()) {
            Cortex cortex = Cortex.builder().agents(DECENT).build();
            soon(start(cortex, quick("quick")).ended().thenRun(cortex::close));
            soon(start(reopened(), quick("quick")).ended());
            assertThat(log.lines()).isEmpty();
        }
    }

    private static Cortex reopened() {
        return Cortex.builder().agents(DECENT).build();
    }

    @Test
    void stop_whileEveryThreadIsBusy_reachesTheAgentsAtOnce() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(200);
        BlockingAgent waits = (work, stop) -> {
            busy.countDown();
            try {
                never.await();
            } catch (InterruptedException asked) {
                interrupted.incrementAndGet();
                throw asked;
            }
            return AgentResult.success("");
        };
        // A grace that is longer than this test waits: nobody is abandoned.
        try (LogBook.Book log = LogBook.open();
                Cortex cortex = Cortex.builder()
                        .blockingAgents(waits)
                        .policy(Policy.STANDARD.withGrace(Duration.ofMinutes(5)))
                        .build()) {
            Run run = start(cortex, crowd());
            until(busy);
            soon(run.as(ANNA).stop("enough"));
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.STOPPED);
            assertThat(interrupted.get()).isGreaterThanOrEqualTo(200);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void listener_hearsOfEventsWhileEveryThreadIsBusy() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(200);
        BlockingAgent waits = (work, stop) -> {
            busy.countDown();
            never.await();
            return AgentResult.success("");
        };
        try (Cortex cortex = Cortex.builder()
                .blockingAgents(waits)
                .listener(event -> {
                    if (event.fact() instanceof Fact.Acted) {
                        heard.countDown();
                    }
                })
                .build()) {
            Run run = start(cortex, crowd());
            until(busy);
            soon(run.as(ANNA).skip("p0", "to say something"));
            until(heard);
            never.countDown();
            assertThat(soon(run.ended()).phase("p1").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
        }
    }

    @Test
    void abandonedCall_thatHasNotBegun_neverBegins() throws Exception {
        Set<String> begun = ConcurrentHashMap.newKeySet();
        CountDownLatch busy = new CountDownLatch(200);
        BlockingAgent stubborn = (work, stop) -> {
            begun.add(work.phase().name());
            if (work.scenario().name().equals("crowd")) {
                busy.countDown();
                hang();
            }
            return AgentResult.success("");
        };
        try (Cortex cortex = Cortex.builder()
                .blockingAgents(stubborn)
                .policy(Policy.STANDARD.withGrace(Duration.ofMinutes(5)))
                .build()) {
            Run run = start(cortex, crowd());
            until(busy);
            soon(run.as(ANNA).stop("enough"));
            soon(run.as(ANNA).stop("now"));
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.STOPPED);
            // All threads are lost, and there are as many others.
            Set<String> before = Set.copyOf(begun);
            assertThat(soon(start(cortex, quick("quick")).ended()).status()).isEqualTo(RunStatus.COMPLETED);
            never.countDown();
            assertThat(soon(start(cortex, quick("quick")).ended()).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(begun)
                    .containsAll(before)
                    .filteredOn(name -> !before.contains(name))
                    .containsOnly("a");
        }
    }

    // ---- stores

    /** A store that does not come back from appending to the journals of some runs. */
    private final class Stuck extends ForwardingStore {
        private final Set<String> forNow = ConcurrentHashMap.newKeySet();
        private final CountDownLatch hanging;

        Stuck(StateStore store, int runs) {
            super(store);
            this.hanging = new CountDownLatch(runs);
        }

        @Override
        public boolean append(String journal, long size, List<String> lines) {
            if (forNow.contains(journal)) {
                hanging.countDown();
                hang();
            }
            return super.append(journal, size, lines);
        }
    }

    @Test
    void storeThatNeverReturns_holdsUpTheRunsItIsAskedFor_andNoOthers() throws Exception {
        StateStore journals = new InMemoryStateStore();
        Stuck store = new Stuck(journals, SEVERAL);
        List<Run> stuck = new ArrayList<>();
        List<CompletionStage<RunView>> ends = new ArrayList<>();
        try (LogBook.Book log = LogBook.open()) {
            Cortex cortex = Cortex.builder()
                    .agents(DECENT)
                    .store(store)
                    .policy(Policy.STANDARD.withGrace(Duration.ofMillis(100)))
                    .build();
            for (int i = 0; i < SEVERAL; i++) {
                Run run = start(cortex, gate("gate-" + i));
                store.forNow.add("run-" + run.id());
                stuck.add(run);
                ends.add(run.ended());
                assertThat(run.as(ANNA).start("gate", "").toCompletableFuture()).isNotCompleted();
            }
            until(store.hanging);

            assertThat(soon(start(cortex, quick("quick")).ended()).status()).isEqualTo(RunStatus.COMPLETED);
            Run one = stuck.get(0);
            assertThat(one.view().status()).isEqualTo(RunStatus.WAITING);
            assertThat(one.ended().toCompletableFuture()).isNotCompleted();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains("run " + one.id() + " has to wait", Stuck.class.getName(), "has not answered"));

            cortex.close();
            for (CompletionStage<RunView> end : ends) {
                assertThatThrownBy(() -> soon(end))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(StateException.class)
                        .hasMessageContaining("did not let go");
            }
            try (Cortex next = Cortex.builder().agents(DECENT).store(journals).build()) {
                Run again = next.find(one.id()).orElseThrow();
                soon(again.as(ANNA).resume(""));
                soon(again.as(ANNA).start("gate", ""));
                assertThat(soon(again.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            }
        }
    }

    @Test
    void storeThatNeverAnnounces_holdsUpWhoStarts_andNobodyElse() throws Exception {
        AtomicBoolean hangs = new AtomicBoolean(true);
        StateStore store = new ForwardingStore(new InMemoryStateStore()) {
            @Override
            public void announce(Owner me, Duration ttl) {
                if (hangs.getAndSet(false)) {
                    hang();
                }
                super.announce(me, ttl);
            }
        };
        Cortex cortex = Cortex.builder().agents(DECENT).store(store).build();
        CompletableFuture<Run> held = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                held.complete(start(cortex, quick("held")));
            } catch (RuntimeException refused) {
                held.completeExceptionally(refused);
            }
        });
        caller.start();
        while (hangs.get()) {
            Thread.onSpinWait();
        }
        Run other = start(cortex, quick("quick"));
        assertThat(soon(other.ended()).status()).isEqualTo(RunStatus.COMPLETED);
        cortex.close();
        never.countDown();
        assertThatThrownBy(() -> soon(held)).cause().isInstanceOf(RefusedException.class);
        caller.join();
        // Nothing is left of the engine, although it was announced after it was closed.
        List<RunEvent> events = new ArrayList<>();
        other.events(0, events::add);
        assertThat(events.stream()
                        .flatMap(event -> event.fact() instanceof Fact.RunTaken taken
                                ? Stream.of(taken.owner())
                                : Stream.empty()))
                .hasSize(1)
                .allMatch(owner -> !store.alive(owner));
    }

    // ---- runs that this engine has lost

    @Test
    void runThatWasLost_readsInterrupted_andIsResumedByTheSameEngine() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        StateStore store = new ForwardingStore(new InMemoryStateStore()) {
            @Override
            public boolean append(String journal, long size, List<String> lines) {
                if (full.get()) {
                    throw new StateException("no space left");
                }
                return super.append(journal, size, lines);
            }
        };
        try (Cortex cortex = Cortex.builder().agents(DECENT).store(store).build()) {
            Run run = start(cortex, gate("gate"));
            full.set(true);
            assertThatThrownBy(() -> soon(run.as(ANNA).start("gate", "")))
                    .cause()
                    .hasMessage("no space left");
            full.set(false);

            // It was only waiting for a person; what it says then is the same whoever drives it.
            assertThat(run.view().standing().driven()).isFalse();
            assertThatThrownBy(() -> start(cortex, gate("gate")))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("nobody drives it");
            soon(run.as(ANNA).resume(""));
            soon(run.as(ANNA).start("gate", ""));
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void stop_ofARunThatWasLost_stopsIt() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        CompletableFuture<AgentResult> answer = new CompletableFuture<>();
        StateStore store = new ForwardingStore(new InMemoryStateStore()) {
            @Override
            public boolean append(String journal, long size, List<String> lines) {
                if (full.get()) {
                    throw new StateException("no space left");
                }
                return super.append(journal, size, lines);
            }
        };
        try (Cortex cortex =
                Cortex.builder().agents((work, stop) -> answer).store(store).build()) {
            Run run = start(cortex, quick("quick"));
            CompletionStage<RunView> ended = run.ended();
            full.set(true);
            answer.complete(AgentResult.success("too late"));
            assertThatThrownBy(() -> soon(ended)).cause().hasMessage("no space left");
            full.set(false);

            assertThat(run.view().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(cortex.interrupted()).extracting(Run::id).containsExactly(run.id());
            soon(run.as(ANNA).stop("leave it"));
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.STOPPED);
        }
    }

    @Test
    void close_endsEveryWait_forRunsThatOthersDriveToo() throws Exception {
        StateStore store = new InMemoryStateStore();
        try (Cortex driver = Cortex.builder().agents(DECENT).store(store).build()) {
            Run run = start(driver, gate("gate"));
            Cortex watcher = Cortex.builder().store(store).build();
            CompletionStage<RunView> end = watcher.find(run.id()).orElseThrow().ended();
            watcher.close();
            assertThatThrownBy(() -> soon(end))
                    .cause()
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("closed");
            assertThatThrownBy(() -> soon(watcher.find(run.id()).orElseThrow().ended()))
                    .cause()
                    .isInstanceOf(RefusedException.class);
            assertThat(watcher.find(run.id()).orElseThrow().view().status()).isEqualTo(RunStatus.WAITING);
        }
    }

    @Test
    void idThatIsTaken_isRefused_andTheRunThatHasItIsWhole() throws Exception {
        Map<String, String> ids = new ConcurrentHashMap<>(Map.of("next", "one"));
        try (Cortex cortex = Cortex.builder()
                .agents(DECENT)
                .ids(() -> ids.get("next"))
                .manyRunsPerScenario()
                .build()) {
            Run run = start(cortex, gate("gate"));
            List<RunEvent> before = new ArrayList<>();
            run.events(0, before::add);
            assertThatThrownBy(() -> start(cortex, gate("gate")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HeldUpTest gave the id of a run that there is already: one");
            assertThatThrownBy(() -> start(cortex, gate("other"))).isInstanceOf(IllegalStateException.class);
            List<RunEvent> after = new ArrayList<>();
            run.events(0, after::add);
            assertThat(after).isEqualTo(before);
            ids.put("next", "two");
            assertThat(start(cortex, gate("gate")).id()).isEqualTo("two");
        }
    }
}
