package dev.cortex.api.agent;

import dev.cortex.api.scenario.Values;
import java.util.Objects;

/**
 * What one phase has produced.
 *
 * @param phase the phase's name
 * @param values its agents' outputs; where two gave one name, the value of the one listed later
 */
public record Output(String phase, Values values) {
    /** Checks for nulls. */
    public Output {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(values, "values");
    }
}
