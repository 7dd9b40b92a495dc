package dev.cortex.api.scenario;

import java.util.Locale;

/** How the agents of one phase work. */
public enum AgentMode {
    /** One at a time in listed order, each seeing the outputs of those before it. The default. */
    SEQUENTIAL,
    /** All at once. */
    PARALLEL;

    /** {@return the word used in files} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
