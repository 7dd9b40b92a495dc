package dev.cortex.core.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The form of a record: an object with a key for each component. What says nothing is left out, and unknown keys are
 * passed over, so that a file can be read by an older version.
 */
final class RecordForm<T> implements Form<T> {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final List<Part> parts;
    private final boolean complete;

    private record Part(String key, Method accessor, Form<Object> form) {}

    /**
     * The form of a record.
     *
     * @param complete whether keys are there even if they say nothing, as programs like it that read views
     */
    RecordForm(Class<T> type, boolean complete) {
        this.type = type;
        this.complete = complete;
        RecordComponent[] components = type.getRecordComponents();
        this.parts = Stream.of(components)
                .map(component -> new Part(
                        Keys.key(component.getName()), component.getAccessor(), Forms.of(component.getGenericType())))
                .toList();
        try {
            constructor = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has a canonical constructor", e);
        }
    }

    @Override
    public Map<String, Object> plain(T value) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Part part : parts) {
            Object content = get(part, value);
            boolean optional = content instanceof Optional || content instanceof OptionalInt;
            if (!part.form().isNothing(content) || (complete && !optional)) {
                plain.put(part.key(), part.form().plain(content));
            }
        }
        return plain;
    }

    private static Object get(Part part, Object value) {
        try {
            return part.accessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + part.accessor(), e);
        }
    }

    @Override
    public T value(Object plain) {
        Map<?, ?> map = Scalars.object(plain);
        @Nullable Object[] arguments = new Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            Part part = parts.get(i);
            Object content = map.get(part.key());
            arguments[i] = content == null ? absent(part) : Containers.entry(part.key(), content, part.form());
        }
        return make(arguments);
    }

    @Override
    public T read(JsonParser in) {
        expect(in, JsonToken.START_OBJECT);
        return readRest(in);
    }

    /** Reads an object from its next key on. */
    T readRest(JsonParser in) {
        @Nullable Object[] arguments = new Object[parts.size()];
        int next = 0;
        for (String key = in.nextName(); key != null; key = in.nextName()) {
            // In the order in which they are written, some left out.
            while (next < arguments.length && !parts.get(next).key().equals(key)) {
                next++;
            }
            if (next == arguments.length) {
                throw IRREGULAR;
            }
            in.nextToken();
            arguments[next] = parts.get(next).form().read(in);
            next++;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == null) {
                arguments[i] = absent(parts.get(i));
            }
        }
        return make(arguments);
    }

    private T make(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause();
            throw JsonException.of(refusal == null ? "refused" : String.valueOf(refusal.getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    private static Object absent(Part part) {
        Object absent = part.form().absent();
        if (absent == null) {
            throw JsonException.of("missing key \"" + part.key() + "\"");
        }
        return absent;
    }
}
