package dev.cortex.core.journal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The form of a sealed interface of records: that of the record, with a key {@code type} in front that says which. */
final class SealedForm<T> implements Form<T> {
    static final String TYPE = "type";

    private final Map<Class<?>, Kind<T>> byClass = new HashMap<>();
    private final Map<String, Kind<T>> byTag = new HashMap<>();

    private record Kind<T>(String tag, Form<T> form) {}

    SealedForm(Class<T> type) {
        for (Class<?> each : type.getPermittedSubclasses()) {
            Kind<T> kind = new Kind<>(Keys.tag(each), Forms.of(each));
            byClass.put(each, kind);
            byTag.put(kind.tag(), kind);
        }
    }

    @Override
    public Map<String, Object> plain(T value) {
        Kind<T> kind = Objects.requireNonNull(byClass.get(value.getClass()), "a sealed interface names its records");
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(TYPE, kind.tag());
        Scalars.object(kind.form().plain(value)).forEach((key, content) -> plain.put((String) key, content));
        return plain;
    }

    @Override
    public T read(JsonParser in) {
        expect(in, JsonToken.START_OBJECT);
        return readRest(in);
    }

    /** Reads an object from its next key on, which has to be the one that says which record it is. */
    T readRest(JsonParser in) {
        Kind<T> kind = TYPE.equals(in.nextName()) && in.nextToken() == JsonToken.VALUE_STRING
                ? byTag.get(in.getString())
                : null;
        if (kind == null || !(kind.form() instanceof RecordForm<T> form)) {
            throw IRREGULAR;
        }
        return form.readRest(in);
    }

    @Override
    public T value(Object plain) {
        Object tag = Scalars.object(plain).get(TYPE);
        if (tag == null) {
            throw JsonException.of("missing key \"" + TYPE + "\"");
        }
        Kind<T> kind = byTag.get(tag);
        if (kind == null) {
            throw Refusals.expected("one of " + String.join(", ", new TreeSet<>(byTag.keySet())), tag)
                    .within(TYPE);
        }
        return kind.form().value(plain);
    }
}
