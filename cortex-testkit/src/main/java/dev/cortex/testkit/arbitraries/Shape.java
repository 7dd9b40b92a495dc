package dev.cortex.testkit.arbitraries;

import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import java.util.stream.IntStream;

/** How the phases of a scenario hang together. Phases are counted from 0 in an order in which they can run. */
public enum Shape {
    /** Each waits for the one before it. */
    CHAIN {
        @Override
        public int[] waitsFor(int phase, int phases) {
            return phase == 0 ? new int[0] : new int[] {phase - 1};
        }
    },
    /** All others wait for the first. */
    FAN_OUT {
        @Override
        public int[] waitsFor(int phase, int phases) {
            return phase == 0 ? new int[0] : new int[] {0};
        }
    },
    /** The last waits for all others. */
    FAN_IN {
        @Override
        public int[] waitsFor(int phase, int phases) {
            return phase == phases - 1 ? IntStream.range(0, phase).toArray() : new int[0];
        }
    },
    /** One, two that wait for it, one that waits for both, and again. */
    DIAMONDS {
        @Override
        public int[] waitsFor(int phase, int phases) {
            return switch (phase % 3) {
                case 1 -> new int[] {phase - 1};
                case 2 -> new int[] {phase - 2};
                default -> phase == 0 ? new int[0] : new int[] {phase - 2, phase - 1};
            };
        }
    },
    /** As many layers as phases in a layer, and each phase waits for the whole layer before its own. */
    LAYERS {
        @Override
        public int[] waitsFor(int phase, int phases) {
            int width = Math.max(1, (int) Math.sqrt(phases));
            int layer = phase / width;
            return layer == 0
                    ? new int[0]
                    : IntStream.range((layer - 1) * width, layer * width).toArray();
        }
    },
    /** Nobody waits for anybody. */
    APART {
        @Override
        public int[] waitsFor(int phase, int phases) {
            return new int[0];
        }
    };

    /**
     * Whom a phase waits for.
     *
     * @param phase the phase
     * @param phases how many there are
     * @return phases of lower number, ascending
     */
    public abstract int[] waitsFor(int phase, int phases);

    /**
     * A scenario of this shape and of any size. Its phases are {@code p0}, {@code p1} and so on, with the agent {@code
     * worker}; those that wait for none are {@code auto}.
     *
     * @param phases how many
     * @return the scenario, its phases listed in an order in which they can run
     */
    public Scenario of(int phases) {
        Scenario.Builder scenario = Scenario.named(name().toLowerCase(java.util.Locale.ROOT))
                .description("A scenario of " + phases + " phases");
        for (int i = 0; i < phases; i++) {
            String[] names =
                    IntStream.of(waitsFor(i, phases)).mapToObj(p -> "p" + p).toArray(String[]::new);
            Phase.Builder phase = Phase.named("p" + i).agents("worker");
            scenario.phase((names.length == 0 ? phase.auto() : phase.after(names)).build());
        }
        return scenario.build();
    }
}
