package dev.cortex.core.runtime;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a plug-in threw, in words that are safe to keep: its message may be endless, or throw itself. */
final class Problem {
    private static final int LONGEST = 2_000;

    private Problem() {}

    static String of(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < 10 && wraps(cause) && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        String message;
        try {
            message = cause.getMessage();
        } catch (Throwable worse) { // An exception whose message throws is still only a failed attempt.
            message = "its message cannot be read";
        }
        String kind = cause.getClass().getSimpleName();
        return cut(message == null || message.isBlank() ? kind : kind + ": " + message, LONGEST);
    }

    private static boolean wraps(Throwable thrown) {
        return thrown instanceof CompletionException || thrown instanceof ExecutionException;
    }

    /** The text, or as much of it as may be kept. */
    static String cut(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "… (" + text.length() + " characters in all)";
    }
}
