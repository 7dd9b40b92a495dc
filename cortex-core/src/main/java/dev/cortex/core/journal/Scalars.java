package dev.cortex.core.journal;

import dev.cortex.api.event.Actor;
import dev.cortex.api.scenario.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The forms of types without parts. */
final class Scalars {
    static final Form<String> TEXT = new Form<>() {
        @Override
        public Object plain(String text) {
            return text;
        }

        @Override
        public String value(Object plain) {
            if (plain instanceof String text) {
                return text;
            }
            throw Refusals.expected("text", plain);
        }

        @Override
        public String read(JsonParser in) {
            expect(in, JsonToken.VALUE_STRING);
            return in.getString();
        }
    };

    static final Form<Boolean> BOOLEAN = form(yes -> yes, plain -> {
        if (plain instanceof Boolean yes) {
            return yes;
        }
        throw Refusals.expected("true or false", plain);
    });

    static final Form<Long> LONG = form(number -> number, plain -> {
        if (plain instanceof Long number) {
            return number;
        }
        throw Refusals.expected("a whole number", plain);
    });

    static final Form<Integer> INT = form(Integer::longValue, plain -> {
        if (plain instanceof Long number && number == number.intValue()) {
            return number.intValue();
        }
        throw Refusals.expected("a whole number of at most 32 bits", plain);
    });

    static final Form<Double> DOUBLE = form(number -> number, plain -> {
        if (plain instanceof Number number) {
            return number.doubleValue();
        }
        throw Refusals.expected("a number", plain);
    });

    static final Form<BigDecimal> DECIMAL = form(Scalars::normal, Scalars::decimal);

    static final Form<Object> PLAIN = form(Scalars::normal, plain -> plain);

    static final Form<Duration> DURATION = TEXT.as(Duration::toString, Duration::parse);

    static final Form<Instant> INSTANT = TEXT.as(Instant::toString, InstantText::parse);

    /** Whoever acts is known by name and nothing else. */
    static final Form<Actor> ACTOR = TEXT.as(Actor::name, Actor::new);

    static final Form<Values> VALUES = new Form<>() {
        @Override
        public Object plain(Values value) {
            return value.map();
        }

        @Override
        @SuppressWarnings("unchecked") // the keys of a plain map are text
        public Values value(Object plain) {
            if (plain instanceof Map<?, ?> map) {
                return Refusals.inWords(() -> new Values((Map<String, Object>) map));
            }
            throw Refusals.expected("an object", plain);
        }

        @Override
        public boolean isNothing(Values value) {
            return value.isEmpty();
        }

        @Override
        public Values absent() {
            return Values.none();
        }
    };

    private Scalars() {}

    static <E extends Enum<E>> Form<E> words(Class<E> type) {
        Map<String, E> byWord = new HashMap<>();
        for (E each : type.getEnumConstants()) {
            byWord.put(word(each), each);
        }
        return form(Scalars::word, plain -> {
            E found = byWord.get(plain);
            if (found != null) {
                return found;
            }
            throw Refusals.expected(
                    "one of "
                            + Stream.of(type.getEnumConstants())
                                    .map(Scalars::word)
                                    .collect(Collectors.joining(", ")),
                    plain);
        });
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Form<T> form(Function<T, Object> plain, Function<Object, T> value) {
        return new Form<>() {
            @Override
            public Object plain(T from) {
                return plain.apply(from);
            }

            @Override
            public T value(Object from) {
                return value.apply(from);
            }
        };
    }

    private static Object normal(Object value) {
        return Objects.requireNonNull(Values.normal(value), "a value that is there");
    }

    private static BigDecimal decimal(Object plain) {
        if (plain instanceof BigDecimal decimal) {
            return decimal;
        }
        if (plain instanceof Long || plain instanceof Double || plain instanceof BigInteger) {
            return new BigDecimal(plain.toString());
        }
        throw Refusals.expected("a number", plain);
    }

    /** A map or a list, for whoever takes it apart. */
    static Map<?, ?> object(Object plain) {
        if (plain instanceof Map<?, ?> map) {
            return map;
        }
        throw Refusals.expected("an object", plain);
    }

    static List<?> list(Object plain) {
        if (plain instanceof List<?> list) {
            return list;
        }
        throw Refusals.expected("a list", plain);
    }
}
