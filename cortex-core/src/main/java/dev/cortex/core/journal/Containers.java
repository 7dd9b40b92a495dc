package dev.cortex.core.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The forms of types that hold values of other types. */
final class Containers {
    static final Form<OptionalInt> OPTIONAL_INT = new Form<>() {
        @Override
        public Object plain(OptionalInt value) {
            return Scalars.INT.plain(value.getAsInt());
        }

        @Override
        public OptionalInt value(Object plain) {
            return OptionalInt.of(Scalars.INT.value(plain));
        }

        @Override
        public boolean isNothing(OptionalInt value) {
            return value.isEmpty();
        }

        @Override
        public OptionalInt absent() {
            return OptionalInt.empty();
        }
    };

    private Containers() {}

    static <T> Form<Optional<T>> optional(Form<T> part) {
        return new Form<>() {
            @Override
            public Object plain(Optional<T> value) {
                return part.plain(value.orElseThrow());
            }

            @Override
            public Optional<T> value(Object plain) {
                return Optional.of(part.value(plain));
            }

            @Override
            public Optional<T> read(JsonParser in) {
                return Optional.of(part.read(in));
            }

            @Override
            public boolean isNothing(Optional<T> value) {
                return value.isEmpty();
            }

            @Override
            public Optional<T> absent() {
                return Optional.empty();
            }
        };
    }

    static <T> Form<List<T>> list(Form<T> part) {
        return new Form<>() {
            @Override
            public Object plain(List<T> value) {
                List<Object> plain = new ArrayList<>(value.size());
                value.forEach(item -> plain.add(part.plain(item)));
                return plain;
            }

            @Override
            public List<T> value(Object plain) {
                List<T> value = new ArrayList<>();
                for (Object item : Scalars.list(plain)) {
                    value.add(entry(Integer.toString(value.size()), item, part));
                }
                return List.copyOf(value);
            }

            @Override
            public List<T> read(JsonParser in) {
                expect(in, JsonToken.START_ARRAY);
                List<T> value = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    value.add(part.read(in));
                }
                return List.copyOf(value);
            }

            @Override
            public boolean isNothing(List<T> value) {
                return value.isEmpty();
            }

            @Override
            public List<T> absent() {
                return List.of();
            }
        };
    }

    static <T> Form<Map<String, T>> map(Form<T> part) {
        return new Form<>() {
            @Override
            public Object plain(Map<String, T> value) {
                Map<String, Object> plain = new LinkedHashMap<>();
                value.forEach((key, item) -> plain.put(Keys.whole(key), part.plain(item)));
                return plain;
            }

            @Override
            public Map<String, T> value(Object plain) {
                Map<String, T> value = new LinkedHashMap<>();
                Scalars.object(plain).forEach((key, item) -> value.put((String) key, entry((String) key, item, part)));
                return value;
            }

            @Override
            public boolean isNothing(Map<String, T> value) {
                return value.isEmpty();
            }

            @Override
            public Map<String, T> absent() {
                return Map.of();
            }
        };
    }

    static <T> T entry(String key, @org.jspecify.annotations.Nullable Object plain, Form<T> form) {
        try {
            if (plain == null) {
                throw JsonException.of("expected a value, found null");
            }
            return form.value(plain);
        } catch (JsonException e) {
            throw e.within(key);
        }
    }
}
