package dev.cortex.testkit;

import dev.cortex.api.agent.Cancellation;
import dev.cortex.api.run.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test has written down, by name: replies, the time that they take, and who does not stop when asked to. The first
 * name for which something is written counts, for each of the three by itself. Safe for use by many threads.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class Scripts<Q, A> {
    /** A list of which each item is used once and the last one from then on; what is added behind that takes its place. */
    private static final class Successive<T> {
        private final List<T> items = new ArrayList<>();
        private int used;

        void add(List<T> more) {
            if (used >= items.size()) {
                items.clear();
                used = 0;
            }
            items.addAll(more);
        }

        T next() {
            T item = items.get(Math.min(used, items.size() - 1));
            used++;
            return item;
        }
    }

    private final Time time;
    private final Map<String, Successive<Function<? super Q, Reply<A>>>> replies = new HashMap<>();
    private final Map<String, Successive<Duration>> durations = new HashMap<>();
    private final Map<String, Boolean> deaf = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    Scripts(Time time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    synchronized void reply(String name, Function<? super Q, Reply<A>> reply) {
        replies.computeIfAbsent(name, any -> new Successive<>()).add(List.of(reply));
    }

    synchronized void take(String name, List<Duration> some) {
        atLeastOne(name, some.size());
        some.forEach(Reply::notNegative);
        durations.computeIfAbsent(name, any -> new Successive<>()).add(some);
    }

    synchronized void ignoreCancellation(String name) {
        deaf.put(name, true);
    }

    /** The names for which something is written, and by which nobody was asked. */
    synchronized List<String> unasked() {
        return Stream.of(replies, durations, deaf)
                .flatMap(written -> written.keySet().stream())
                .filter(name -> !asked.contains(name))
                .distinct()
                .sorted()
                .toList();
    }

    static void atLeastOne(String name, int count) {
        if (count == 0) {
            throw new IllegalArgumentException("nothing is written for " + name);
        }
    }

    /** What was written for the next time that one of these is asked. No lock is held while the test's own code runs. */
    @SuppressWarnings("NullAway") // No stage is what some replies are about.
    CompletionStage<A> ask(List<String> names, Q question, Reply<A> otherwise, Cancellation cancellation, A stopped) {
        Function<? super Q, Reply<A>> script;
        Optional<Duration> duration;
        boolean stubborn;
        synchronized (this) {
            script = next(replies, names).orElse(any -> otherwise);
            duration = next(durations, names);
            stubborn = names.stream().anyMatch(deaf::containsKey);
            asked.addAll(names);
        }
        Reply<A> reply = script.apply(question);
        CompletableFuture<A> stage =
                play(reply, reply.delay().or(() -> duration).orElse(Duration.ZERO));
        if (stage != null && !stubborn && !reply.ignoresCancellation()) {
            cancellation.onRequest(() -> stage.complete(stopped));
        }
        return stage;
    }

    /** The same for what cannot be cancelled and takes no time unless the reply says so. */
    @SuppressWarnings("NullAway")
    CompletionStage<A> ask(String name, Q question, Reply<A> otherwise) {
        Function<? super Q, Reply<A>> script;
        synchronized (this) {
            script = next(replies, List.of(name)).orElse(any -> otherwise);
            asked.add(name);
        }
        Reply<A> reply = script.apply(question);
        return play(reply, reply.delay().orElse(Duration.ZERO));
    }

    private @Nullable CompletableFuture<A> play(Reply<A> reply, Duration delay) {
        return reply.play(answer -> {
            if (delay.isZero()) {
                answer.run();
            } else {
                time.at(time.now().plus(delay), answer);
            }
        });
    }

    private static <T> Optional<T> next(Map<String, Successive<T>> written, List<String> names) {
        return names.stream()
                .filter(written::containsKey)
                .findFirst()
                .map(name -> Objects.requireNonNull(written.get(name)).next());
    }
}
