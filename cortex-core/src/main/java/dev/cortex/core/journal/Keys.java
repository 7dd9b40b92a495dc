package dev.cortex.core.journal;

import java.util.Locale;

/** Names of Java as names in JSON. */
final class Keys {
    private Keys() {}

    /** A component as a key, as files have them: {@code retryAt} is {@code retry_at}. */
    static String key(String component) {
        return split(component, '_');
    }

    /** A type as a tag: {@code PhaseStarted} is {@code phase-started}. */
    static String tag(Class<?> type) {
        return split(type.getSimpleName(), '-');
    }

    private static String split(String camel, char by) {
        StringBuilder text = new StringBuilder();
        for (char c : camel.toCharArray()) {
            if (Character.isUpperCase(c) && text.length() > 0) {
                text.append(by);
            }
            text.append(c);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
