package dev.cortex.api.run;

import dev.cortex.api.store.Owner;
import java.util.Optional;

/** Another engine drives the run, or another run of the scenario is active. */
public final class BusyException extends RefusedException {
    private static final long serialVersionUID = 1L;

    private final String runId;
    private final transient Optional<Owner> owner;

    /**
     * A refusal because of another owner.
     *
     * @param message names the run, and the owner where there is one
     * @param runId the run that is in the way
     * @param owner who drives it, if anybody does
     */
    public BusyException(String message, String runId, Optional<Owner> owner) {
        super(message);
        this.runId = runId;
        this.owner = owner;
    }

    /** {@return the run that is in the way} */
    public String runId() {
        return runId;
    }

    /** {@return who drives it, if anybody does} */
    public Optional<Owner> owner() {
        return owner;
    }
}
