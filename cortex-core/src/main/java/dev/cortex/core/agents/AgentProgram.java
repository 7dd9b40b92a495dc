package dev.cortex.core.agents;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link ProcessAgentActivator} knows about one agent.
 *
 * @param command the program and its arguments, as they are handed to the operating system; empty if the agent has no
 *     command of its own and the activator's default is to be taken
 * @param prompt the agent's own text, put before every task; may be empty
 */
public record AgentProgram(List<String> command, String prompt) {
    /** Checks for nulls and copies. */
    public AgentProgram {
        command = List.copyOf(command);
        Objects.requireNonNull(prompt, "prompt");
    }

    /** {@return an agent without a command and without a text of its own} */
    public static AgentProgram none() {
        return new AgentProgram(List.of(), "");
    }
}
