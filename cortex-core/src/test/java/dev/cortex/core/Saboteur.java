package dev.cortex.core;

import dev.cortex.api.event.Actor;
import dev.cortex.api.run.Run;
import dev.cortex.api.scenario.Scenario;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commits one misdeed in one plug, as long as it is armed; everywhere else, and before and after, it is decent. */
final class Saboteur implements AutoCloseable {
    /** What a plug-in starts that calls back. */
    static final Scenario INNER = Scenario.named("inner")
            .description("started by a plug-in")
            .phase("a", p -> p.auto().agents("decent"))
            .build();

    private final Plug plug;
    private final Misdeed misdeed;
    private final boolean inStage;
    private final AtomicBoolean armed = new AtomicBoolean();
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicBoolean watching = new AtomicBoolean();
    private final AtomicBoolean flagSeen = new AtomicBoolean();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Runnable> late = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Predicate<String> target = journal -> true;
    private Predicate<Thread> thread = caller -> true;
    private int limit = Integer.MAX_VALUE;
    private @Nullable Cortex engine;
    private final CompletableFuture<Run> inner = new CompletableFuture<>();

    Saboteur(Plug plug, Misdeed misdeed, boolean inStage) {
        this.plug = plug;
        this.misdeed = misdeed;
        this.inStage = inStage;
    }

    void engine(Cortex cortex) {
        this.engine = cortex;
    }

    /** Leaves other journals alone. */
    Saboteur against(String journal) {
        target = journal::equals;
        return this;
    }

    /** Leaves callers on other threads alone. */
    Saboteur on(Predicate<Thread> caller) {
        thread = caller;
        return this;
    }

    /** Does it once. */
    Saboteur once() {
        limit = 1;
        return this;
    }

    void arm() {
        armed.set(true);
    }

    void disarm() {
        armed.set(false);
    }

    int committed() {
        return committed.get();
    }

    /** Waits until it has begun to do what it should not. */
    boolean hasBegun() throws InterruptedException {
        return begun.await(30, TimeUnit.SECONDS);
    }

    /** Waits until it has closed the engine. */
    boolean hasClosed() throws InterruptedException {
        return closed.await(30, TimeUnit.SECONDS);
    }

    /** Whether to do twice what is to be done once. */
    boolean isTwofold(Plug where) {
        return where == plug && armed.get() && misdeed == Misdeed.COMPLETES_TWICE;
    }

    /** From now on no call may find its thread's flag set: what had it set is over. */
    void watchFlags() {
        watching.set(true);
    }

    /** Whether a call has found the thread's flag set, since that is watched. */
    boolean flagSeen() {
        return flagSeen.get();
    }

    /** The run that was started by calling back. */
    Run inner() throws Exception {
        return inner.get(30, TimeUnit.SECONDS);
    }

    /** Has what never returns return, and what never completes complete: later than anybody waits for it. */
    void letGo() {
        release.countDown();
        late.forEach(Runnable::run);
    }

    @Override
    public void close() {
        disarm();
        letGo();
    }

    // ---- what is called in place of the plug

    private boolean isOn(@Nullable Plug where) {
        if (where != plug
                || !armed.get()
                || !thread.test(Thread.currentThread())
                || committed.getAndUpdate(count -> count < limit ? count + 1 : count) == limit) {
            flagSeen.compareAndSet(false, Thread.currentThread().isInterrupted() && watching.get());
            return false;
        }
        boolean first = begun.getCount() > 0;
        begun.countDown();
        // Who calls back would be called back without end.
        return first || (misdeed != Misdeed.CALLS_BACK && misdeed != Misdeed.CLOSES_THE_ENGINE);
    }

    /** A call that is about journals. */
    <T> T value(Plug where, Predicate<Predicate<String>> hits, Callable<T> decent, @Nullable T endless) {
        return value(hits.test(target) ? where : null, decent, endless);
    }

    /** A call that answers with a value. */
    <T> T value(@Nullable Plug where, Callable<T> decent, @Nullable T endless) {
        try {
            if (!isOn(where)) {
                return decent.call();
            }
            if (misdeed.isThrown()) {
                throw Misdeed.<RuntimeException>sneak(misdeed.thrown());
            }
            switch (misdeed) {
                case ANSWERS_NULL -> {
                    return nothing();
                }
                case ANSWERS_WITHOUT_END -> {
                    return Objects.requireNonNull(endless);
                }
                default -> before();
            }
            T answer = decent.call();
            after();
            return answer;
        } catch (Exception thrown) {
            throw Misdeed.<RuntimeException>sneak(thrown);
        }
    }

    /** A call that answers with nothing. */
    void action(@Nullable Plug where, Runnable decent) {
        value(
                where,
                () -> {
                    decent.run();
                    return true;
                },
                null);
    }

    /** A call that answers with a stage. */
    <T> CompletionStage<T> stage(@Nullable Plug where, Callable<T> decent, @Nullable T endless) {
        try {
            if (!isOn(where)) {
                return CompletableFuture.completedFuture(decent.call());
            }
            if (misdeed.isThrown() && inStage) {
                return CompletableFuture.failedFuture(misdeed.thrown());
            } else if (misdeed.isThrown()) {
                throw Misdeed.<RuntimeException>sneak(misdeed.thrown());
            }
            return switch (misdeed) {
                case ANSWERS_NULL ->
                    inStage && endless != null ? CompletableFuture.completedFuture(nothing()) : nothing();
                case ANSWERS_WITHOUT_END -> CompletableFuture.completedFuture(endless);
                case NEVER_COMPLETES, COMPLETES_AFTER_CANCELLATION -> later(decent);
                case COMPLETES_TWICE -> new Twice<>(decent.call());
                case COMPLETES_ON_ANOTHER_THREAD -> elsewhere(decent);
                default -> {
                    before();
                    T answer = decent.call();
                    after();
                    yield CompletableFuture.completedFuture(answer);
                }
            };
        } catch (Exception thrown) {
            throw Misdeed.<RuntimeException>sneak(thrown);
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // that is the misdeed
    private static <T> T nothing() {
        return null;
    }

    private <T> CompletionStage<T> later(Callable<T> decent) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        late.add(() -> {
            try {
                stage.complete(decent.call());
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        });
        return stage;
    }

    private static <T> CompletionStage<T> elsewhere(Callable<T> decent) throws Exception {
        T answer = decent.call();
        CompletableFuture<T> stage = new CompletableFuture<>();
        Thread other = new Thread(() -> stage.complete(answer), "a plug-in's own");
        other.start();
        return stage;
    }

    private void before() throws InterruptedException {
        Cortex cortex = engine;
        switch (misdeed) {
            case NEVER_RETURNS -> release.await();
            case COMPLETES_AFTER_CANCELLATION -> {
                try {
                    release.await();
                } catch (InterruptedException asked) {
                    // It answers, and as if nothing had been.
                }
            }
            case IGNORES_INTERRUPTS -> hang();
            case CALLS_BACK -> {
                if (cortex != null) {
                    try {
                        inner.complete(callBack(cortex));
                    } catch (RuntimeException refused) {
                        inner.completeExceptionally(refused);
                    }
                }
            }
            case CLOSES_THE_ENGINE -> {
                if (cortex != null) {
                    cortex.close();
                    closed.countDown();
                }
            }
            case STARTS_THREADS -> {
                for (int i = 0; i < 3; i++) {
                    Thread thread = new Thread(this::hang, "a plug-in's own");
                    thread.setDaemon(true);
                    thread.start();
                }
            }
            default -> {}
        }
    }

    private void after() {
        if (misdeed == Misdeed.LEAVES_THE_FLAG_SET) {
            Thread.currentThread().interrupt();
        }
    }

    private void hang() {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException ignored) {
                // That is the misdeed.
            }
        }
    }

    /** Asks the engine for all that it can tell without waiting, and has it start a run. */
    private static Run callBack(Cortex cortex) {
        for (Run run : cortex.list("", 2)) {
            run.view();
            run.events(0, event -> {});
            run.ended();
            run.resting();
            run.as(new Actor("plug-in")).confirm("nowhere", 1, true, "");
        }
        cortex.interrupted();
        cortex.newest("inner");
        return cortex.start(cortex.plan(INNER).orElseThrow());
    }

    /** Tells whoever listens twice, and the second time something else. */
    private static final class Twice<T> extends CompletableFuture<T> {
        private final T first;

        Twice(T first) {
            this.first = first;
            complete(first);
        }

        @Override
        public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
            action.accept(first, null);
            action.accept(null, new IllegalStateException("second thoughts"));
            action.accept(first, null);
            return this;
        }
    }
}
