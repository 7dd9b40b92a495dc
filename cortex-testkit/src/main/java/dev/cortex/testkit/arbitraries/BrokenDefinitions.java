package dev.cortex.testkit.arbitraries;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Makes up definitions with one mistake, for properties about whoever reads them:
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<BrokenDefinition> broken() {
 *     return BrokenDefinitions.any().arbitrary();
 * }
 *
 * @Property
 * void mistake_isReported(@ForAll("broken") BrokenDefinition broken) {
 *     Checked<Plan> plan = cortex.plan(ScenarioYaml.parse(broken.text()));
 *     assertThat(plan.findings()).singleElement().satisfies(finding -> {
 *         assertThat(finding.code()).isEqualTo(broken.mistake().code());
 *         assertThat(finding.position().orElseThrow().line()).isEqualTo(broken.line());
 *     });
 * }
 * }</pre>
 *
 * <p>What fails shrinks to a few lines of YAML: one or two phases, and in them little but what is wrong. Immutable.
 */
@SuppressWarnings("exports") // Who uses jqwik has it; who does not must not be asked for it.
public final class BrokenDefinitions {
    /** The agents whom all definitions name, {@link Mistake#UNKNOWN_AGENT} apart: what a catalog has to have. */
    public static final Set<String> AGENTS = Set.copyOf(Pages.AGENTS);

    private static final int USUAL = 4;
    private static final BrokenDefinitions ANY = new BrokenDefinitions(List.of(Mistake.values()), USUAL);

    private final List<Mistake> mistakes;
    private final int most;

    private BrokenDefinitions(List<Mistake> mistakes, int most) {
        this.mistakes = mistakes;
        this.most = most;
    }

    /** {@return definitions of up to four phases with any mistake} */
    public static BrokenDefinitions any() {
        return ANY;
    }

    /**
     * Definitions with one of some mistakes.
     *
     * @param first a mistake
     * @param others more
     * @return a copy
     */
    public BrokenDefinitions with(Mistake first, Mistake... others) {
        return new BrokenDefinitions(List.copyOf(EnumSet.of(first, others)), most);
    }

    /**
     * Definitions of another size.
     *
     * @param phases at most so many; two where that is what a mistake takes
     * @return a copy
     * @throws IllegalArgumentException if it is less than 1, or more than there are names for
     */
    public BrokenDefinitions upTo(int phases) {
        if (phases < 1 || phases > Pages.NAMES.size()) {
            throw new IllegalArgumentException(
                    "a definition has at least one phase and at most " + Pages.NAMES.size() + ": " + phases);
        }
        return new BrokenDefinitions(mistakes, phases);
    }

    /** {@return the definitions} */
    public Arbitrary<BrokenDefinition> arbitrary() {
        return Arbitraries.oneOf(mistakes.stream().map(this::broken).toList()).withoutEdgeCases();
    }

    private Arbitrary<BrokenDefinition> broken(Mistake mistake) {
        Arbitrary<Page> pages = Pages.of(mistake.phases(), Math.max(mistake.phases(), most));
        return Combinators.combine(pages, Picks.arbitrary())
                .as((page, numbers) -> mistake.make(page, new Picks(numbers)));
    }
}
