package dev.cortex.core.journal;

import java.time.DateTimeException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a type of the api says about values that it does not take. */
final class Refusals {
    private Refusals() {}

    static <T> T inWords(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonException e) {
            throw e;
        } catch (IllegalArgumentException | NullPointerException | ArithmeticException | DateTimeException e) {
            throw JsonException.of(String.valueOf(e.getMessage()));
        }
    }

    static JsonException unread() {
        return JsonException.of("a view is written and never read");
    }

    /** Names what was found where something else was expected. */
    static JsonException expected(String what, @Nullable Object found) {
        String text = found instanceof java.util.Map
                ? "an object"
                : found instanceof java.util.List
                        ? "a list"
                        : found instanceof String ? "\"" + found + "\"" : found + "";
        return JsonException.of(
                "expected " + what + ", found " + (text.length() > 80 ? text.substring(0, 80) + "…" : text));
    }
}
