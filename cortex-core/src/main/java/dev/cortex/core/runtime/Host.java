package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.CompensationHandler;
import dev.cortex.api.agent.ProfileActivator;
import dev.cortex.api.criteria.CriterionEvaluator;
import dev.cortex.api.run.RunListener;
import java.util.List;
import java.util.Optional;

/**
 * Whom the engine calls.
 *
 * @param agents who works; absent in an engine that only acts on runs
 * @param profiles who switches profiles
 * @param evaluators who judges criteria, in the order in which they are asked
 * @param compensation who undoes
 * @param listeners who hears of events
 */
public record Host(
        Optional<AgentActivator> agents,
        Optional<ProfileActivator> profiles,
        List<CriterionEvaluator> evaluators,
        Optional<CompensationHandler> compensation,
        List<RunListener> listeners) {
    /** Copies. */
    public Host {
        evaluators = List.copyOf(evaluators);
        listeners = List.copyOf(listeners);
    }
}
