package dev.cortex.api.agent;

import java.util.Objects;

/**
 * Something that is activated before it is used and deactivated after its last use.
 *
 * @param runId the run that uses it
 * @param kind what it is
 * @param name its name
 */
public record Activation(String runId, Kind kind, String name) {
    /** Checks for nulls. */
    public Activation {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    /** What is activated. */
    public enum Kind {
        /** A profile, by the {@link ProfileActivator}. */
        PROFILE,
        /** An agent, by the {@link AgentActivator}. */
        AGENT
    }

    /** {@return what identifies the activation, in every process and for ever: run, kind and name} */
    public String key() {
        return runId + "/" + kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + name;
    }
}
