package dev.cortex.core.journal;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How values of one type look as plain JSON. */
interface Form<T> {
    Object plain(T value);

    /**
     * Reads a value.
     *
     * @throws JsonException if the plain value does not fit
     */
    T value(Object plain);

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
        };
    }
}
