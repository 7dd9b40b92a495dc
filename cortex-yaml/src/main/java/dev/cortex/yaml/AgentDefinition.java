package dev.cortex.yaml;

import dev.cortex.api.scenario.Values;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the file of an agent says.
 *
 * @param name the agent's name
 * @param description what it is good at; empty text if nothing was said
 * @param command the program that does its work and the program's arguments; empty if the host decides
 * @param prompt the text below the front matter: what the agent is told before every task
 * @param extensions everything else that was written in the front matter, kept for the host
 */
public record AgentDefinition(
        String name, String description, Optional<List<String>> command, String prompt, Values extensions) {
    /** Checks for nulls and copies. */
    public AgentDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(extensions, "extensions");
        command = command.map(List::copyOf);
    }
}
