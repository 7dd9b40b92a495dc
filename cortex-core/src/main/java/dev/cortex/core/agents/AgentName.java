package dev.cortex.core.agents;

import dev.cortex.api.scenario.Phase;

/** The rules for the names of agents. A name that breaks them is the name of no agent, and never becomes a path. */
final class AgentName {
    private static final int MAX_LENGTH = 128;

    private AgentName() {}

    /** Whether an agent may have this name. */
    static boolean valid(String name) {
        return !name.isBlank()
                && name.length() <= MAX_LENGTH
                && !name.startsWith(".")
                && name.indexOf('/') < 0
                && name.indexOf('\\') < 0
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    /** Whether this is the host's own agent, which needs no file. */
    static boolean isDefault(String name) {
        return name.equals(Phase.DEFAULT_AGENT);
    }
}
