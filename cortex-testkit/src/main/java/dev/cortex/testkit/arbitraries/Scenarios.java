package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Makes up scenarios for properties: {@code Scenarios.any().upTo(8).withoutGates().arbitrary()}. Everything that is made
 * up passes the checks and can be planned, {@link #ringed()} apart; what fails shrinks to few phases with few parts.
 * Immutable.
 */
@SuppressWarnings("exports") // Who uses jqwik has it; who does not must not be asked for it.
public final class Scenarios {
    private static final int USUAL = 10;
    private static final Scenarios ANY = new Scenarios(USUAL, true, true, true, Optional.empty());

    private final int most;
    private final boolean gates;
    private final boolean handlers;
    private final boolean details;
    private final Optional<Shape> shape;

    private Scenarios(int most, boolean gates, boolean handlers, boolean details, Optional<Shape> shape) {
        this.most = most;
        this.gates = gates;
        this.handlers = handlers;
        this.details = details;
        this.shape = shape;
    }

    /** {@return scenarios of one to ten phases that use everything a scenario can say, listed in any order} */
    public static Scenarios any() {
        return ANY;
    }

    /**
     * Scenarios of another size.
     *
     * @param phases at most so many
     * @return a copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public Scenarios upTo(int phases) {
        if (phases < 1) {
            throw new IllegalArgumentException("a scenario has at least one phase: " + phases);
        }
        return new Scenarios(phases, gates, handlers, details, shape);
    }

    /**
     * Scenarios that need nobody to start anything.
     *
     * @return a copy that makes no gates and enables no rollback
     */
    public Scenarios withoutGates() {
        return new Scenarios(most, false, handlers, details, shape);
    }

    /**
     * Scenarios in which everything runs if nothing fails.
     *
     * @return a copy that makes no {@code on_failure} and no {@code always}
     */
    public Scenarios withoutHandlers() {
        return new Scenarios(most, gates, false, details, shape);
    }

    /**
     * Scenarios of phases with name, condition, {@code parallel} and one agent alone.
     *
     * @return a copy
     */
    public Scenarios bare() {
        return new Scenarios(most, gates, handlers, false, shape);
    }

    /**
     * Scenarios whose phases hang together in one way, by {@code after:} alone.
     *
     * @param way the way
     * @return a copy
     */
    public Scenarios shaped(Shape way) {
        return new Scenarios(most, gates, handlers, details, Optional.of(Objects.requireNonNull(way, "way")));
    }

    /** {@return the scenarios, all of them valid} */
    public Arbitrary<Scenario> arbitrary() {
        return sized(1);
    }

    /**
     * Scenarios in which two or more phases wait for each other in one ring, beside others that do not.
     *
     * @return the scenarios, none of them valid
     */
    public Arbitrary<Ringed> ringed() {
        Arbitrary<List<Integer>> picks =
                Arbitraries.integers().between(0, most).list().ofMinSize(2).ofMaxSize(Math.max(2, most));
        return Combinators.combine(sized(2), picks).as(Ringed::close);
    }

    private Arbitrary<Scenario> sized(int least) {
        Arbitrary<List<Seed>> seeds = Seed.arbitrary(details)
                .list()
                .ofMinSize(least)
                .ofMaxSize(Math.max(least, most))
                .uniqueElements(seed -> seed.phase().name());
        return Combinators.combine(Frames.arbitrary(details, gates), seeds)
                .as((frame, list) -> frame.toBuilder().phases(wired(list)).build())
                // The edge cases of so many parts would be all that is tried.
                .withoutEdgeCases();
    }

    private List<Phase> wired(List<Seed> seeds) {
        List<String> names = seeds.stream().map(seed -> seed.phase().name()).toList();
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < seeds.size(); i++) {
            List<Condition> atoms = new ArrayList<>(atoms(seeds.get(i), names, i));
            if (gates && seeds.get(i).gate()) {
                atoms.add(new Condition.Manual());
            } else if (atoms.isEmpty()) {
                atoms.add(new Condition.Auto());
            }
            phases.add(seeds.get(i).phase().toBuilder().conditions(atoms).build());
        }
        // Until here each phase waits for earlier ones. A file may list them in any order.
        return IntStream.range(0, seeds.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> seeds.get(i).place()))
                .map(phases::get)
                .toList();
    }

    private List<Condition> atoms(Seed seed, List<String> names, int index) {
        if (shape.isEmpty()) {
            return seed.atoms(names.subList(0, index), handlers);
        }
        List<String> before = IntStream.of(shape.get().waitsFor(index, names.size()))
                .mapToObj(names::get)
                .toList();
        return before.isEmpty() ? List.of() : List.of(new Condition.After(before));
    }
}
