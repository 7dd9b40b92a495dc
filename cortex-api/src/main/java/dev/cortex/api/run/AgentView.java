package dev.cortex.api.run;

import java.time.Instant;
import java.util.Objects;

/**
 * An agent at work.
 *
 * @param agent its name
 * @param phase the phase it works in
 * @param attempt the number of its attempt, from 1
 * @param since when the attempt began
 */
public record AgentView(String agent, String phase, int attempt, Instant since) {
    /** Checks for nulls. */
    public AgentView {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(since, "since");
    }
}
