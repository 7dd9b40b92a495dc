package dev.cortex.api.scenario;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a scenario wants to be told when it is run.
 *
 * @param name its name
 * @param fallback what is taken when it is not given, a plain JSON value; empty if it must be given
 */
public record Input(String name, Optional<Object> fallback) {
    /**
     * Checks for nulls and normalises the fallback as {@link Values} does.
     *
     * @throws IllegalArgumentException if the fallback is no plain JSON value
     */
    public Input {
        Objects.requireNonNull(name, "name");
        fallback = fallback.map(Input::normal);
    }

    private static Object normal(Object value) {
        @Nullable Object normal = Values.normal(value);
        return Objects.requireNonNull(normal, "a value that is present has a normal form");
    }

    /**
     * An input that must be given.
     *
     * @param name its name
     * @return the input
     */
    public static Input required(String name) {
        return new Input(name, Optional.empty());
    }
}
