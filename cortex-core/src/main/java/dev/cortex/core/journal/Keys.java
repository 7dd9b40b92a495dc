package dev.cortex.core.journal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of Java as names in JSON. */
final class Keys {
    private static final Pattern HALF = Pattern.compile("[\\x{d800}-\\x{dfff}]");

    private Keys() {}

    /** A component as a key, as files have them: {@code retryAt} is {@code retry_at}. */
    static String key(String component) {
        return split(component, '_');
    }

    /** A type as a tag: {@code PhaseStarted} is {@code phase-started}. */
    static String tag(Class<?> type) {
        return split(type.getSimpleName(), '-');
    }

    /** Half a surrogate pair is no key in JSON; what people wrote is then known by what is left of it. */
    static String whole(String key) {
        return isWhole(key) ? key : HALF.matcher(key).replaceAll("\ufffd");
    }

    static boolean isWhole(String key) {
        return !HALF.matcher(key).find();
    }

    private static String split(String camel, char by) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                text.append(by);
            }
            text.append(c);
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
