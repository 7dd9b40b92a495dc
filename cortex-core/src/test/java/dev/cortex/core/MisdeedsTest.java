package dev.cortex.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.runtime.SystemTime;
import dev.cortex.core.store.InMemoryStateStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plug-ins that misbehave: every method that an engine calls of its host, and everything that can be wrong with what it
 * does. The culprit is named, whatever else goes on comes to its right end, the engine stays of use, its threads are
 * unharmed, and journals and the log stay small.
 */
@Timeout(60)
class MisdeedsTest {
    private static final Actor ANNA = new Actor("anna");
    private static final Duration BRIEF = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final int LARGEST_JOURNAL = 1_000_000;
    private static final int LONGEST_LINE = 20_000;

    private final List<String> uncaught = new CopyOnWriteArrayList<>();
    private Thread.@Nullable UncaughtExceptionHandler before;

    @BeforeEach
    void watchThreads() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> uncaught.add(thread.getName() + " died of " + thrown.getClass()));
    }

    @AfterEach
    void leaveThreads() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        assertThat(uncaught).isEmpty();
    }

    // ---- the table

    /** Every misdeed in every plug. */
    private static Stream<Arguments> cells(boolean exempt) {
        return Stream.of(Plug.values())
                .flatMap(plug -> Stream.of(Misdeed.values())
                        .filter(misdeed -> plug.exempts(misdeed).isPresent() == exempt)
                        .map(misdeed -> Arguments.of(plug, misdeed)));
    }

    static Stream<Arguments> misdeeds() {
        return cells(false);
    }

    static Stream<Arguments> exemptions() {
        return cells(true);
    }

    @Test
    void plugs_areAllThatABuilderTakes() {
        Set<Class<?>> taken = Stream.of(Cortex.Builder.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Cortex.Builder.class)
                .flatMap(method -> Stream.of(method.getParameterTypes()))
                .<Class<?>>map(type -> type.isArray() ? type.getComponentType() : type)
                .collect(Collectors.toSet());
        Set<String> called = taken.stream()
                .filter(type -> !Modifier.isFinal(type.getModifiers()))
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .collect(Collectors.toSet());
        assertThat(Stream.of(Plug.values()).map(Plug::toString)).doesNotHaveDuplicates();
        assertThat(Stream.of(Plug.values()).map(Plug::toString)).containsExactlyInAnyOrderElementsOf(called);
    }

    /** The cells that are left out say why, and no more of them than there are such methods. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("exemptions")
    void misdeed_thatCannotBeCommitted_saysWhy(Plug plug, Misdeed misdeed) {
        Method method = plug.method();
        String reason = plug.exempts(misdeed).orElseThrow();
        if (misdeed == Misdeed.ANSWERS_NULL) {
            assertThat(method.getReturnType().isPrimitive()).as(reason).isTrue();
        } else if (misdeed == Misdeed.ANSWERS_WITHOUT_END) {
            assertThat(method.getGenericReturnType().getTypeName())
                    .as(reason)
                    .doesNotContain("String", "AgentResult", "Verdict", "Object");
        } else {
            assertThat(CompletionStage.class.isAssignableFrom(method.getReturnType()))
                    .as(reason)
                    .isFalse();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("misdeeds")
    void misdeed_hurtsNobodyElse(Plug plug, Misdeed misdeed) throws Exception {
        play(plug, misdeed, false);
        if (plug.answersWithAStage() && misdeed.breaks()) {
            play(plug, misdeed, true);
        }
    }

    private void play(Plug plug, Misdeed misdeed, boolean inStage) throws Exception {
        try (Scene scene = new Scene(plug, misdeed, inStage)) {
            switch (plug) {
                case WORK,
                        ACTIVATE,
                        DEACTIVATE,
                        BLOCKING_WORK,
                        ACTIVATE_PROFILE,
                        DEACTIVATE_PROFILE,
                        EVALUATE,
                        ON_EVENT -> scene.beside();
                case COMPENSATE -> scene.undoing();
                case APPEND, READ, ARCHIVE, NOW, AT, EXECUTE -> scene.inTurn();
                case NAMES, ID, LIST, ANNOUNCE, ALIVE -> scene.asked();
                case SIZES -> scene.looking();
                case WITHDRAW -> scene.closing();
            }
            scene.checkBounds();
        } catch (AssertionError | Exception failed) {
            throw new AssertionError(plug + " " + misdeed + (inStage ? ", in its stage" : ""), failed);
        }
    }

    private static <T> T soon(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static Scenario gate(String name) {
        return Scenario.named(name)
                .description("waits for a person, and then works against the clock")
                .phase("gate", p -> p.manual().agents("decent").timeout(LONG))
                .build();
    }

    private static Scenario quick() {
        return Scenario.named("quick")
                .description("the engine is still of use")
                .phase(
                        "a",
                        p -> p.auto()
                                .agents(SabotagedHost.AGENT)
                                .profiles(SabotagedHost.PROFILE)
                                .criteria(SabotagedHost.CRITERION))
                .build();
    }

    /** One engine with one plug-in that misbehaves. */
    private final class Scene implements AutoCloseable {
        private final Plug plug;
        private final Misdeed misdeed;
        private final Saboteur saboteur;
        private final SabotagedHost host;
        private final InMemoryStateStore kept = new InMemoryStateStore();
        private final LogBook.Book log = LogBook.open();
        private final List<RunEvent> heard = new CopyOnWriteArrayList<>();
        private final ExecutorService pool = Executors.newCachedThreadPool();
        private final SystemTime time = new SystemTime();
        private final Cortex cortex;
        /** Whether the engine has lost the run, so that it had to be resumed. */
        private boolean isLost;

        Scene(Plug plug, Misdeed misdeed, boolean inStage) {
            this.plug = plug;
            this.misdeed = misdeed;
            this.saboteur = new Saboteur(plug, misdeed, inStage);
            this.host = new SabotagedHost(saboteur);
            this.cortex = build();
            saboteur.engine(cortex);
        }

        private Cortex build() {
            Cortex.Builder parts = Cortex.builder()
                    .profiles(host.new Profiles())
                    .catalog(host.new Catalog())
                    .criteria(host.new Evaluator())
                    .compensation(host.new Compensation())
                    .listener(host.new Listener())
                    .listener(heard::add)
                    .store(host.new Store(kept))
                    .policy(Policy.STANDARD.withGrace(isLate() || misdeed == Misdeed.CLOSES_THE_ENGINE ? BRIEF : LONG))
                    .manyRunsPerScenario();
            if (plug == Plug.BLOCKING_WORK) {
                parts.blockingAgents(host.new BlockingAgents());
            } else {
                parts.agents(host.new Agents());
            }
            if (plug == Plug.NOW || plug == Plug.AT) {
                parts.time(host.new Clock(time));
            } else if (plug == Plug.EXECUTE) {
                parts.executor(host.new Pool(pool));
            } else if (plug == Plug.ID) {
                parts.ids(host.new Ids());
            }
            return parts.build();
        }

        /** An engine of somebody else's on the same journals. */
        private Cortex another() {
            return Cortex.builder()
                    .agents(new SabotagedHost(new Saboteur(plug, misdeed, false)).new Agents())
                    .store(kept)
                    .build();
        }

        private Run start(Scenario scenario) {
            return cortex.start(cortex.plan(scenario).orElseThrow());
        }

        // ---- a plug-in of phases

        /** One phase that needs the culprit beside others that do not. */
        void beside() throws Exception {
            saboteur.arm();
            Run run = start(Scenario.named("beside")
                    .description("one that misbehaves beside one that does not")
                    .phase(
                            "bad",
                            p -> p.auto()
                                    .parallel()
                                    .agents(SabotagedHost.AGENT)
                                    .profiles(SabotagedHost.PROFILE)
                                    .criteria(SabotagedHost.CRITERION)
                                    .timeout(isLate() ? BRIEF : LONG))
                    .phase("good", p -> p.auto().parallel().agents("decent"))
                    .phase("after", p -> p.after("good").agents("decent"))
                    .build());
            if (misdeed == Misdeed.CLOSES_THE_ENGINE) {
                closed(run);
                return;
            }
            RunView end = soon(run.ended());
            assertThat(end.phase("good").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
            assertThat(end.phase("after").orElseThrow().state()).isEqualTo(PhaseState.COMPLETED);
            PhaseView bad = end.phase("bad").orElseThrow();
            Outcome expected = outcome();
            assertThat(bad.ending().map(Ending::text)).contains(expected.ending());
            assertThat(end.status())
                    .isEqualTo(bad.state() == PhaseState.FAILED ? RunStatus.FAILED : RunStatus.COMPLETED);
            if (plug == Plug.ON_EVENT && misdeed.breaks()) {
                heardOf(expected.words().toArray(new String[0]));
            } else if (!expected.words().isEmpty()) {
                saidTogether(said(run, end), expected.words());
            }
            afterwards(run);
        }

        /** Whether no answer comes in time. */
        private boolean isLate() {
            return misdeed.hangs() || misdeed == Misdeed.COMPLETES_AFTER_CANCELLATION;
        }

        /** How the phase ends that needs the culprit, and what is said of it somewhere, all of it in one text. */
        private record Outcome(String ending, List<String> words) {
            Outcome(String ending, String... words) {
                this(ending, List.of(words));
            }
        }

        private Outcome outcome() {
            String words = misdeed.words();
            boolean late = isLate();
            if (misdeed.isHarmless()) {
                return new Outcome("completed");
            }
            return switch (plug) {
                case WORK ->
                    late
                            ? new Outcome("failed: timeout", "culprit: took longer than PT0.15S, and did not stop")
                            : misdeed.breaks()
                                    ? new Outcome("failed: agent", "culprit: ", words)
                                    : new Outcome("completed", "characters in all");
                case BLOCKING_WORK ->
                    late
                            ? new Outcome("failed: timeout", "culprit: took longer than PT0.15S")
                            : misdeed.breaks()
                                    ? new Outcome("failed: agent", "culprit: ", words)
                                    : new Outcome("completed", "characters in all");
                case ACTIVATE ->
                    late
                            ? new Outcome("failed: timeout", "activate/agent/culprit/1", "did not answer")
                            : new Outcome("failed: agent", "could not be activated: agent culprit: ", words);
                case ACTIVATE_PROFILE ->
                    late
                            ? new Outcome("failed: timeout", "activate/profile/shady/1", "did not answer")
                            : new Outcome("failed: agent", "could not be activated: profile shady: ", words);
                case DEACTIVATE ->
                    new Outcome("completed", "deactivation of culprit: ", late ? "did not answer in time" : words);
                case DEACTIVATE_PROFILE ->
                    new Outcome("completed", "deactivation of shady: ", late ? "did not answer in time" : words);
                case EVALUATE ->
                    late
                            ? new Outcome("failed: timeout", "SabotagedHost$Evaluator did not answer", "judge/bad/")
                            : misdeed.breaks()
                                    ? new Outcome("completed: unverified", "SabotagedHost$Evaluator", words)
                                    : new Outcome("failed: criterion", "characters in all");
                case ON_EVENT ->
                    late
                            ? new Outcome("completed")
                            : new Outcome("completed", "SabotagedHost$Listener threw on event", words);
                default -> throw new AssertionError(plug);
            };
        }

        /** All that is said anywhere: in the log, in the run's warnings, in its journal. */
        private List<String> said(Run run, @Nullable RunView view) {
            List<String> said = new ArrayList<>(log.lines());
            if (view != null) {
                said.addAll(view.warnings());
            }
            run.events(0, event -> said.add(event.fact().toString()));
            return said;
        }

        private void saidTogether(List<String> texts, List<String> words) {
            assertThat(texts.stream().filter(text -> words.stream().allMatch(text::contains)))
                    .as("%s in one of %s", words, texts)
                    .isNotEmpty();
        }

        /** Waits until that is said in the log, or to who has asked. */
        private void heardOf(String... words) throws InterruptedException {
            assertThat(log.await(words))
                    .as("%s is said in %s", List.of(words), log.lines())
                    .isTrue();
        }

        /** A run that has failed undoes what it can. */
        void undoing() throws Exception {
            saboteur.arm();
            Run run = start(Scenario.named("undoing")
                    .description("fails, and undoes what was done")
                    .rollback(Rollback.AUTOMATIC)
                    .phase("kept", p -> p.auto().agents("decent"))
                    .phase(SabotagedHost.UNDONE, p -> p.after("kept").agents("decent"))
                    .phase("fails", p -> p.after(SabotagedHost.UNDONE).agents("fails"))
                    .build());
            if (misdeed == Misdeed.CLOSES_THE_ENGINE) {
                closed(run);
                return;
            }
            boolean late = isLate();
            if (late) {
                // Nothing limits the time of a compensation but who stops the run.
                assertThat(saboteur.hasBegun()).isTrue();
                soon(run.as(ANNA).stop("it hangs"));
            }
            RunView end = soon(run.ended());
            assertThat(end.status()).isEqualTo(late ? RunStatus.STOPPED : RunStatus.FAILED);
            List<String> words = late
                    ? List.of("compensate/undone/", "SabotagedHost$Compensation did not answer")
                    : misdeed.breaks()
                            ? List.of("CompensationEnded[phase=undone, success=false", misdeed.words())
                            : misdeed.isHarmless()
                                    ? List.of("CompensationEnded[phase=undone, success=true, summary=undid it]")
                                    : List.of("phase=undone, success=true", "characters in all");
            saidTogether(said(run, end), words);
            if (!late) {
                assertThat(said(run, end)).contains("CompensationEnded[phase=kept, success=true, summary=undid it]");
            }
            afterwards(run);
        }

        // ---- what a run's turn needs

        /** One run that needs the culprit beside one that does not. */
        void inTurn() throws Exception {
            Run other = start(gate("other"));
            Run run = start(gate("gate"));
            Thread caller = new Thread(() -> act(run), "a caller's own");
            aim(run, caller);
            saboteur.arm();
            caller.start();
            assertThat(saboteur.hasBegun()).isTrue();
            if (misdeed == Misdeed.CLOSES_THE_ENGINE) {
                closed(run);
                caller.join();
                return;
            }
            // The other run goes on, and this one can be looked at, whatever becomes of it.
            soon(other.as(ANNA).start("gate", ""));
            assertThat(soon(other.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(run.view().phase("gate")).isPresent();
            String culprit = "dev.cortex.core.SabotagedHost$" + plug.owner();
            if (misdeed.breaks()) {
                heardOf(culprit, misdeed.words());
            } else if (misdeed == Misdeed.ANSWERS_WITHOUT_END) {
                heardOf("the journal of run " + run.id() + " is damaged", "event 4");
            }
            saboteur.disarm();
            saboteur.letGo();
            caller.join();
            isLost = goOn(run);
            afterwards(run);
        }

        private void aim(Run run, Thread caller) {
            saboteur.against("run-" + run.id());
            switch (plug) {
                case EXECUTE -> saboteur.on(caller::equals).once();
                case NOW, AT ->
                    saboteur.on(thread -> thread.getName().startsWith("cortex-run-"))
                            .once();
                case READ -> saboteur.on(thread -> thread.getName().startsWith("cortex-run-"));
                default -> {}
            }
        }

        private void act(Run run) {
            try (Cortex another = another()) {
                // Whoever acts elsewhere has the engine read the journal.
                Run acted = plug == Plug.READ ? another.find(run.id()).orElseThrow() : run;
                soon(acted.as(ANNA).start("gate", ""));
            } catch (ExecutionException refused) {
                log.write(String.valueOf(refused.getCause()));
            } catch (Exception refused) {
                log.write(String.valueOf(refused));
            }
        }

        /** Whatever has become of it, it comes to its end with this engine. */
        private boolean goOn(Run run) throws Exception {
            boolean lost = false;
            try {
                soon(run.as(ANNA).resume(""));
                lost = true;
            } catch (ExecutionException driven) {
                assertThat(driven).cause().isInstanceOf(RefusedException.class);
            }
            try {
                soon(run.as(ANNA).start("gate", ""));
            } catch (ExecutionException started) {
                assertThat(started).cause().isInstanceOf(RefusedException.class);
            }
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            return lost;
        }

        // ---- what whoever calls the engine needs

        void asked() throws Exception {
            Run foreign;
            try (Cortex another = another()) {
                foreign = another.start(another.plan(gate("foreign")).orElseThrow());
                saboteur.once();
                Run other = plug == Plug.ANNOUNCE ? foreign : start(gate("other"));
                saboteur.arm();
                CompletableFuture<Object> asked = new CompletableFuture<>();
                Thread caller = new Thread(
                        () -> {
                            try {
                                asked.complete(question(foreign.id()).call());
                            } catch (Throwable thrown) {
                                asked.completeExceptionally(thrown);
                            }
                        },
                        "a caller's own");
                caller.start();
                assertThat(saboteur.hasBegun()).isTrue();
                if (misdeed == Misdeed.CLOSES_THE_ENGINE) {
                    assertThat(saboteur.hasClosed()).isTrue();
                    caller.join();
                    assertThatThrownBy(() -> start(quick())).isInstanceOf(RefusedException.class);
                    return;
                }
                if (misdeed.hangs()) {
                    assertThat(asked).isNotDone();
                } else {
                    answered(asked);
                }
                soon(other.as(ANNA).start("gate", ""));
                assertThat(soon(other.ended()).status()).isEqualTo(RunStatus.COMPLETED);
                saboteur.disarm();
                saboteur.letGo();
                caller.join();
                afterwards(plug == Plug.ANNOUNCE ? start(gate("later")) : other);
            }
        }

        private Callable<Object> question(String foreign) {
            return switch (plug) {
                case NAMES -> () -> cortex.plan(quick()).orElseThrow();
                case LIST -> () -> cortex.list("", 5);
                case ALIVE -> () -> cortex.find(foreign).orElseThrow().view();
                default -> () -> start(gate("asked"));
            };
        }

        private void answered(CompletableFuture<Object> asked) throws Exception {
            boolean endless = misdeed == Misdeed.ANSWERS_WITHOUT_END && plug != Plug.NAMES;
            if (misdeed.breaks() || endless) {
                String owner = "dev.cortex.core.SabotagedHost$" + plug.owner();
                assertThatThrownBy(() -> soon(asked))
                        .cause()
                        .isInstanceOf(RuntimeException.class)
                        .hasMessageContaining(owner)
                        .hasMessageContaining(endless ? "characters in all" : misdeed.words())
                        .satisfies(thrown ->
                                assertThat(thrown.getMessage().length()).isLessThan(LONGEST_LINE));
            } else {
                assertThat(soon(asked)).isNotNull();
            }
        }

        // ---- what nobody waits for

        /** The engine looks for acts from elsewhere. */
        void looking() throws Exception {
            Run run = start(gate("gate"));
            saboteur.on(thread -> thread.getName().startsWith("cortex-run-")).arm();
            assertThat(saboteur.hasBegun()).isTrue();
            if (misdeed == Misdeed.CLOSES_THE_ENGINE) {
                closed(run);
                return;
            }
            soon(run.as(ANNA).start("gate", ""));
            assertThat(soon(run.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            saboteur.disarm();
            saboteur.letGo();
            // From here on it is seen again what others do.
            Run seen = start(gate("seen"));
            try (Cortex another = another()) {
                soon(another.find(seen.id()).orElseThrow().as(ANNA).start("gate", ""));
            }
            assertThat(soon(seen.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            if (misdeed.breaks()) {
                heardOf("cannot look", "SabotagedHost$Store, asked to tell sizes", misdeed.words());
            }
            afterwards(run);
        }

        /** The engine says that it is gone. */
        void closing() throws Exception {
            Run run = start(gate("gate"));
            saboteur.arm();
            cortex.close();
            assertThat(saboteur.committed()).isPositive();
            if (misdeed.breaks()) {
                saidTogether(log.lines(), List.of("sign of life", "SabotagedHost$Store", misdeed.words()));
            } else if (misdeed.hangs()) {
                saidTogether(log.lines(), List.of("sign of life", "SabotagedHost$Store", "in time"));
            }
            saboteur.disarm();
            saboteur.letGo();
            resumedElsewhere(run);
        }

        // ---- afterwards

        /** The misdeed was committed; the engine runs another run; what comes late is not heard. */
        private void afterwards(Run run) throws Exception {
            assertThat(saboteur.committed()).isPositive();
            if (misdeed == Misdeed.CALLS_BACK) {
                Run inner = saboteur.inner();
                assertThat(soon(inner.ended()).status()).isEqualTo(RunStatus.COMPLETED);
            }
            saboteur.disarm();
            List<RunEvent> events = events(run);
            saboteur.letGo();
            Thread.interrupted();
            // Not sooner: the turn in which a plug-in has left the flag set may call another before it is over.
            saboteur.watchFlags();
            Run next = start(quick());
            assertThat(soon(next.ended()).phase("a").orElseThrow().ending().map(Ending::text))
                    .contains("completed");
            assertThat(saboteur.flagSeen()).isFalse();
            assertThat(events(run)).isEqualTo(events);
            cortex.close();
            assertThat(heard(next)).isEqualTo(events(next));
            if (isLost) {
                // At most once, and in order.
                assertThat(events(run)).containsSubsequence(heard(run));
            } else {
                assertThat(heard(run)).isEqualTo(events(run));
            }
        }

        private List<RunEvent> heard(Run run) {
            return heard.stream()
                    .filter(event -> event.runId().equals(run.id()))
                    .toList();
        }

        private List<RunEvent> events(Run run) {
            List<RunEvent> events = new ArrayList<>();
            run.events(0, events::add);
            return events;
        }

        /** Whoever closes the engine from within has closed it; the run is as good as ever. */
        private void closed(Run run) throws Exception {
            assertThat(saboteur.hasClosed()).isTrue();
            assertThatThrownBy(() -> start(quick()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("closed");
            saboteur.close();
            resumedElsewhere(run);
        }

        private void resumedElsewhere(Run run) throws Exception {
            try (Cortex another = another()) {
                Run again = another.find(run.id()).orElseThrow();
                RunStatus status = again.view().status();
                if (!status.ended()) {
                    soon(again.as(ANNA).resume(""));
                    again.view().phases().stream()
                            .filter(PhaseView::waitsForPerson)
                            .forEach(phase -> again.as(ANNA).start(phase.name(), ""));
                    assertThat(soon(again.ended()).status().ended()).isTrue();
                }
            }
        }

        /** No journal, and no line of the log, has become large. */
        void checkBounds() {
            for (String journal : kept.list("", false, "", Integer.MAX_VALUE)) {
                long[] size = {0};
                kept.read(journal, 0, line -> size[0] += line.length());
                assertThat(size[0]).as(journal).isLessThan(LARGEST_JOURNAL);
            }
            assertThat(log.lines().stream().filter(line -> line.length() > LONGEST_LINE))
                    .isEmpty();
        }

        @Override
        public void close() {
            saboteur.close();
            cortex.close();
            log.close();
            time.close();
            pool.shutdown();
        }
    }
}
