package dev.cortex.api.agent;

import java.util.concurrent.CompletionStage;

/**
 * A host's profiles: what has to be switched on before agents work. The rules of {@link AgentActivator#activate} hold
 * for both calls.
 */
public interface ProfileActivator {
    /**
     * Switches a profile on. At least once for a key; idempotent.
     *
     * @param activation the run and the profile's name
     * @return completes when it is on; an exception fails the phases that wait for it
     */
    CompletionStage<Void> activate(Activation activation);

    /**
     * Switches a profile off. At least once for each key that was activated, perhaps by another process; idempotent.
     *
     * @param activation the run and the profile's name
     * @return completes when it is off; an exception is recorded and changes no outcome
     */
    CompletionStage<Void> deactivate(Activation activation);
}
