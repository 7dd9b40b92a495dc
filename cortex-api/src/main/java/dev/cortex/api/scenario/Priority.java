package dev.cortex.api.scenario;

import java.util.Locale;

/** How urgent a scenario is. It is shown and can be searched; it does not change the order in which anything runs. */
public enum Priority {
    /** {@code low}. */
    LOW,
    /** {@code medium}, the default; {@code normal} is read as this. */
    MEDIUM,
    /** {@code high}. */
    HIGH,
    /** {@code critical}. */
    CRITICAL;

    /** {@return the word used in files} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
