package dev.cortex.api.criteria;

import dev.cortex.api.agent.Outputs;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A question to an evaluator: is this criterion met?
 *
 * @param runId the run
 * @param phase the phase whose agents are done
 * @param criterion the criterion, one of the phase's
 * @param inputs what the run was told
 * @param outputs what this phase and those before it have produced
 * @param evidence what the phase's agents said about this criterion: from the agent's name to its words, in listed order
 */
public record CriterionCheck(
        String runId, Phase phase, Criterion criterion, Values inputs, Outputs outputs, Map<String, String> evidence) {
    /** Checks for nulls and copies. */
    public CriterionCheck {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(criterion, "criterion");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}
