package dev.cortex.core.runtime;

import dev.cortex.api.store.StateException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What a plug-in threw, in words that are safe to keep: its message may be endless, or throw itself. */
final class Problem {
    private static final int LONGEST = 2_000;
    private static final int LONGEST_TRACE = 100_000;
    private static final int MOST_CAUSES = 100;

    private Problem() {}

    /**
     * Kind and message, as in {@code IllegalStateException: no seat}; the message alone of those kinds whose messages are
     * for people. Throws nothing, whatever it is given.
     */
    static String of(Throwable thrown) {
        try {
            return words(thrown);
        } catch (Throwable worse) { // Code of the host, and perhaps no memory for words.
            return thrown.getClass().getName();
        }
    }

    private static String words(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        String kind = cause.getClass().getSimpleName();
        String message;
        try {
            message = cause.getMessage();
        } catch (Throwable worse) { // An exception whose message throws is still only a failed attempt.
            message = "its message cannot be read";
        }
        if (message == null || message.isBlank()) {
            return cut(kind, 2 * LONGEST);
        }
        boolean forPeople = cause instanceof StateException || cause instanceof UncheckedIOException;
        return cut((forPeople ? "" : kind + ": ") + cut(message, LONGEST), 2 * LONGEST);
    }

    /** What really happened, where a stage has wrapped it. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < 10 && wraps(cause); i++) {
            Throwable inner = inner(cause);
            if (inner == null) {
                return cause;
            }
            cause = inner;
        }
        return cause;
    }

    private static @Nullable Throwable inner(Throwable wrapper) {
        try {
            return wrapper.getCause();
        } catch (Throwable worse) { // Whoever overrides it may throw.
            return null;
        }
    }

    private static boolean wraps(Throwable thrown) {
        return thrown instanceof CompletionException || thrown instanceof ExecutionException;
    }

    /** The same, as the cause of an exception that somebody may print; nothing if that would do harm. */
    static @Nullable Throwable printable(Throwable thrown) {
        try {
            int texts = 0;
            int causes = 0;
            for (Throwable at = thrown; at != null; at = at.getCause()) {
                String message = at.getMessage();
                texts += message == null ? 0 : message.length();
                causes++;
                if (texts > LONGEST_TRACE
                        || causes > MOST_CAUSES
                        || at.toString().length() > LONGEST_TRACE) {
                    return null;
                }
            }
            return thrown;
        } catch (Throwable worse) { // Code of the host.
            return null;
        }
    }

    /** The text, or as much of it as may be kept; it says so if that is not all. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "… (" + text.length() + " characters in all)";
    }

    /** Who it was, by the name of the class: a plug-in's own text for itself may be anything. */
    static String culprit(Object plugin) {
        String name = plugin.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
    }
}
