package dev.cortex.core.journal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** How values of one type look as plain JSON. */
interface Form<T> {
    /** The text is not as it is written here; whether it is good, and what is wrong with it, is found out otherwise. */
    JsonException IRREGULAR = JsonException.of("irregular");

    Object plain(T value);

    /**
     * Reads a value.
     *
     * @throws JsonException if the plain value does not fit
     */
    T value(Object plain);

    /**
     * Reads a value straight from its text. It may refuse what {@link #value} takes, and then that decides; what it takes
     * is the same.
     *
     * @param in stands at the first token of the value, and stands at its last one then
     */
    default T read(JsonParser in) {
        Object plain = JsonText.value(in);
        if (plain == null) {
            throw IRREGULAR;
        }
        return value(plain);
    }

    /** Refuses to go on if the parser stands at another token. */
    default void expect(JsonParser in, JsonToken token) {
        if (in.currentToken() != token) {
            throw IRREGULAR;
        }
    }

    /** Whether a value says nothing, so that its key may be left out. */
    default boolean isNothing(T value) {
        return false;
    }

    /** What a key that is not there means; null if it has to be there. */
    default @Nullable T absent() {
        return null;
    }

    /** The form of a type that is written by way of another one. */
    default <U> Form<U> as(Function<U, T> there, Function<T, U> back) {
        Form<T> via = this;
        return new Form<>() {
            @Override
            public Object plain(U value) {
                return via.plain(there.apply(value));
            }

            @Override
            public U value(Object plain) {
                return Refusals.inWords(() -> back.apply(via.value(plain)));
            }

            @Override
            public U read(JsonParser in) {
                return back.apply(via.read(in));
            }
        };
    }
}
