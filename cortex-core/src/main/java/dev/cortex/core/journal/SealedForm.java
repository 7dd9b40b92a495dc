package dev.cortex.core.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The form of a sealed interface of records: that of the record, with a key {@code type} in front that says which. */
final class SealedForm<T> implements Form<T> {
    static final String TYPE = "type";

    private final Map<Class<?>, String> tags = new LinkedHashMap<>();
    private final Map<String, Form<T>> forms = new TreeMap<>();

    SealedForm(Class<T> type) {
        for (Class<?> each : type.getPermittedSubclasses()) {
            tags.put(each, Keys.tag(each));
            forms.put(Keys.tag(each), Forms.of(each));
        }
    }

    @Override
    public Map<String, Object> plain(T value) {
        String tag = tags.get(value.getClass());
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(TYPE, tag);
        Scalars.object(forms.get(tag).plain(value)).forEach((key, content) -> plain.put((String) key, content));
        return plain;
    }

    @Override
    public T value(Object plain) {
        Object tag = Scalars.object(plain).get(TYPE);
        if (tag == null) {
            throw JsonException.of("missing key \"" + TYPE + "\"");
        }
        Form<T> form = tag instanceof String ? forms.get(tag) : null;
        if (form == null) {
            throw Refusals.expected("one of " + String.join(", ", forms.keySet()), tag).within(TYPE);
        }
        return form.value(plain);
    }
}
