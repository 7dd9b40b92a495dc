package dev.cortex.api.scenario;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of a {@link Workflow}.
 *
 * @param name its name, unique in its workflow
 * @param description what it is for; empty text if nothing was said
 * @param prompt what the agent is told; where it is absent the description takes its place
 * @param agent who does it; where it is absent the host's default agent does
 * @param outputs the names of the outputs that the step promises
 * @param extensions keys of the file that cortex does not know, kept for the host
 */
public record Step(
        String name,
        String description,
        Optional<String> prompt,
        Optional<String> agent,
        List<String> outputs,
        Values extensions) {
    /** Checks for nulls and copies. */
    public Step {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(extensions, "extensions");
        outputs = List.copyOf(outputs);
    }

    /**
     * A step for the default agent.
     *
     * @param name its name
     * @param prompt what the agent is told
     * @return the step
     */
    public static Step of(String name, String prompt) {
        return new Step(name, "", Optional.of(prompt), Optional.empty(), List.of(), Values.none());
    }

    /**
     * The same step for another agent.
     *
     * @param name the agent's name
     * @return a copy
     */
    public Step by(String name) {
        return new Step(this.name, description, prompt, Optional.of(name), outputs, extensions);
    }
}
