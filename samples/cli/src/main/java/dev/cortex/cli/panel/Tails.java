package dev.cortex.cli.panel;

import java.util.List;
import java.util.Map;

/**
 * The ends of what the agents of one phase have printed last.
 *
 * @param phase the phase
 * @param lines the last lines of each agent, by its name, the oldest first
 */
public record Tails(String phase, Map<String, List<String>> lines) {
    /** Those of no phase. */
    public static final Tails NONE = new Tails("", Map.of());

    List<String> of(String some, String agent) {
        return some.equals(phase) ? lines.getOrDefault(agent, List.of()) : List.of();
    }
}
