package dev.cortex.testkit.arbitraries;

import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** What jqwik would show of a property that is false for some values. */
final class Shrunk {
    private static final int TRIES = 300;

    private Shrunk() {}

    static <T> Stream<Shrinkable<T>> made(Arbitrary<T> arbitrary, long seed) {
        var generator = arbitrary.generator(1000);
        Random random = new Random(seed);
        return Stream.generate(() -> generator.next(random)).limit(TRIES);
    }

    /** The smallest value for which it is false, beginning at the first one that was made. */
    static <T> T least(Arbitrary<T> arbitrary, long seed, Predicate<T> fails) {
        Shrinkable<T> at = made(arbitrary, seed)
                .filter(shrinkable -> fails.test(shrinkable.value()))
                .findFirst()
                .orElseThrow();
        while (true) {
            ShrinkingDistance distance = at.distance();
            var next = at.shrink()
                    .filter(smaller -> smaller.distance().compareTo(distance) < 0 && fails.test(smaller.value()))
                    .findFirst();
            if (next.isEmpty()) {
                return at.value();
            }
            at = next.get();
        }
    }
}
