package dev.cortex.testkit.arbitraries;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Numbers of which each decides something; what is shrunk picks the first of all that there is. */
final class Picks {
    private static final int COUNT = 8;
    private static final int MOST = 1000;

    private final List<Integer> numbers;
    private int next;

    Picks(List<Integer> numbers) {
        this.numbers = numbers;
    }

    static Arbitrary<List<Integer>> arbitrary() {
        return Arbitraries.integers().between(0, MOST).list().ofSize(COUNT);
    }

    /** A number from 0 to less than the number of options. */
    int below(int options) {
        return numbers.get(next++ % COUNT) % options;
    }

    @SafeVarargs
    final <T> T of(T... options) {
        return options[below(options.length)];
    }

    <T> T of(List<T> options) {
        return options.get(below(options.size()));
    }
}
