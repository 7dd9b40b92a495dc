package dev.cortex.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an agent or a judge does once when it is asked, well or badly: {@code Reply.of(result).after(Duration.ofMinutes(5))},
 * {@code Reply.never()}. An immutable value; one reply can be given any number of times, by any thread.
 *
 * @param <T> what a proper answer is: an agent's result, a verdict; {@link Void} where something is only done
 */
public final class Reply<T> {
    private static final int MEGABYTES = 2 * 1024 * 1024;

    private enum Manner {
        ANSWERS,
        BREAKS,
        THROWS,
        STAYS_SILENT,
        GIVES_NO_STAGE
    }

    private final Manner manner;
    private final @Nullable T value;
    private final @Nullable Throwable problem;
    private final @Nullable Duration delay;
    private final @Nullable T second;
    private final boolean deaf;

    private Reply(
            Manner manner,
            @Nullable T value,
            @Nullable Throwable problem,
            @Nullable Duration delay,
            @Nullable T second,
            boolean deaf) {
        this.manner = manner;
        this.value = value;
        this.problem = problem;
        this.delay = delay;
        this.second = second;
        this.deaf = deaf;
    }

    private static <T> Reply<T> in(Manner manner, @Nullable T value, @Nullable Throwable problem) {
        return new Reply<>(manner, value, problem, null, null, false);
    }

    /**
     * An answer.
     *
     * @param answer what is said
     * @param <T> its type
     * @return the reply
     */
    public static <T> Reply<T> of(T answer) {
        return in(Manner.ANSWERS, Objects.requireNonNull(answer, "answer"), null);
    }

    /**
     * An answer that is {@code null}: what is usual where something is only done, and nonsense elsewhere.
     *
     * @param <T> what a proper answer would be
     * @return the reply
     */
    public static <T> Reply<T> empty() {
        return in(Manner.ANSWERS, null, null);
    }

    /**
     * No answer, ever, unless it is asked to stop.
     *
     * @param <T> what an answer would be
     * @return the reply
     */
    public static <T> Reply<T> never() {
        return in(Manner.STAYS_SILENT, null, null);
    }

    /**
     * A stage that fails.
     *
     * @param problem why
     * @param <T> what an answer would be
     * @return the reply
     */
    public static <T> Reply<T> breaks(Throwable problem) {
        return in(Manner.BREAKS, null, Objects.requireNonNull(problem, "problem"));
    }

    /**
     * A call that throws in place of returning a stage. It throws at once, whatever {@link #after} says.
     *
     * @param problem what it throws: an error and a checked exception are thrown as they are
     * @param <T> what an answer would be
     * @return the reply
     */
    public static <T> Reply<T> throwing(Throwable problem) {
        return in(Manner.THROWS, null, Objects.requireNonNull(problem, "problem"));
    }

    /**
     * A call that returns {@code null} in place of a stage.
     *
     * @param <T> what an answer would be
     * @return the reply
     */
    public static <T> Reply<T> withoutStage() {
        return in(Manner.GIVES_NO_STAGE, null, null);
    }

    /** {@return a text of two mebibytes, more than an output may have: {@code result.with("report", Reply.tooLong())}} */
    public static String tooLong() {
        return "x".repeat(MEGABYTES);
    }

    /**
     * The same, later.
     *
     * @param time how long after it was asked; it goes before what the script says of the time that agents take
     * @return a copy
     * @throws IllegalArgumentException if the time is negative
     */
    public Reply<T> after(Duration time) {
        return new Reply<>(manner, value, problem, notNegative(time), second, deaf);
    }

    /**
     * The same, and right after it another answer to the same question, which an engine has to ignore.
     *
     * @param other the second answer
     * @return a copy
     */
    public Reply<T> andThen(T other) {
        return new Reply<>(manner, value, problem, delay, Objects.requireNonNull(other, "other"), deaf);
    }

    /**
     * The same, from one who does not stop when asked to.
     *
     * @return a copy
     */
    public Reply<T> ignoringCancellation() {
        return new Reply<>(manner, value, problem, delay, second, true);
    }

    static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("nobody takes a negative time: " + time);
        }
        return time;
    }

    /** {@return how long after it was asked it answers; empty if that is left to others} */
    public Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    /** {@return whether it does not stop when asked to} */
    public boolean ignoresCancellation() {
        return deaf;
    }

    /** {@return what it is, for a debugger} */
    @Override
    public String toString() {
        return "Reply["
                + switch (manner) {
                    case ANSWERS -> String.valueOf(value);
                    case BREAKS -> "breaks: " + problem;
                    case THROWS -> "throws: " + problem;
                    case STAYS_SILENT -> "never";
                    case GIVES_NO_STAGE -> "no stage";
                }
                + (delay == null ? "" : ", after " + delay)
                + (second == null ? "" : ", then " + second)
                + (deaf ? ", ignoring cancellation" : "")
                + "]";
    }

    /**
     * Does what this reply says, in place of whoever was asked. It throws what is to be thrown, be it checked.
     *
     * @param later is given the answer to this call, to run it when it is time; it is given none if there is never one
     * @return the stage, which may be completed early by whoever is asked to stop; null if there is to be none
     */
    public @Nullable CompletableFuture<T> play(Consumer<Runnable> later) {
        Promise<T> promise = new Promise<>();
        switch (manner) {
            case THROWS -> throw Reply.<RuntimeException>sneaked(Objects.requireNonNull(problem));
            case GIVES_NO_STAGE -> {
                return null;
            }
            case STAYS_SILENT -> {}
            case BREAKS -> later.accept(() -> promise.completeExceptionally(Objects.requireNonNull(problem)));
            case ANSWERS -> later.accept(() -> promise.answer(value, second));
        }
        return promise;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Whoever is asked may throw whatever there is.
    private static <E extends Throwable> E sneaked(Throwable problem) throws E {
        throw (E) problem;
    }

    /** A stage that may tell whoever listens twice. */
    private static final class Promise<T> extends CompletableFuture<T> {
        private volatile @Nullable T second;

        @SuppressWarnings("NullAway") // An answer that is null is what some replies are about.
        void answer(@Nullable T first, @Nullable T other) {
            second = other;
            complete(first);
        }

        @Override
        public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
            return super.whenComplete((value, thrown) -> {
                action.accept(value, thrown);
                T other = second;
                if (other != null) {
                    action.accept(other, null);
                }
            });
        }

        @Override
        public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> action) {
            return super.handle((value, thrown) -> {
                U said = action.apply(value, thrown);
                T other = second;
                return other == null ? said : action.apply(other, null);
            });
        }
    }
}
