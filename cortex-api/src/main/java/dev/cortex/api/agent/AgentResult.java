package dev.cortex.api.agent;

import dev.cortex.api.scenario.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent says at the end of an attempt. An agent that has failed says so here, with a reason; an exception means
 * that it broke.
 *
 * @param success whether it did what it was asked
 * @param summary what it did, or why it failed; for people
 * @param outputs data for the phases and agents behind it
 * @param evidence from the text of a criterion to what speaks for it; it informs evaluators and decides nothing
 * @param usage what the work has used up, if the agent knows
 */
public record AgentResult(
        boolean success, String summary, Values outputs, Map<String, String> evidence, Optional<Usage> usage) {
    /** Checks for nulls and copies. */
    public AgentResult {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(outputs, "outputs");
        Objects.requireNonNull(usage, "usage");
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /**
     * The agent did what it was asked.
     *
     * @param summary what it did
     * @return the result, without outputs
     */
    public static AgentResult success(String summary) {
        return new AgentResult(true, summary, Values.none(), Map.of(), Optional.empty());
    }

    /**
     * The agent did not do what it was asked.
     *
     * @param reason why not
     * @return the result, without outputs
     */
    public static AgentResult failure(String reason) {
        return new AgentResult(false, reason, Values.none(), Map.of(), Optional.empty());
    }

    /**
     * The same result and one output more.
     *
     * @param name its name
     * @param value a plain JSON value
     * @return a copy
     * @throws IllegalArgumentException if it is no plain JSON value
     */
    public AgentResult with(String name, Object value) {
        return new AgentResult(success, summary, outputs.with(name, value), evidence, usage);
    }

    /**
     * The same result with evidence on one criterion more.
     *
     * @param criterion the criterion's text
     * @param what what speaks for it
     * @return a copy
     */
    public AgentResult withEvidence(String criterion, String what) {
        Map<String, String> more = new LinkedHashMap<>(evidence);
        more.put(criterion, what);
        return new AgentResult(success, summary, outputs, more, usage);
    }

    /**
     * The same result with usage figures.
     *
     * @param figures what the work has used up
     * @return a copy
     */
    public AgentResult with(Usage figures) {
        return new AgentResult(success, summary, outputs, evidence, Optional.of(figures));
    }
}
