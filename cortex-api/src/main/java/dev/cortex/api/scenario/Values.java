package dev.cortex.api.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plain JSON data under names: inputs, outputs, extensions.
 *
 * <p>The constructor checks, normalises and copies, so that equal data is equal however it was made, and so that it
 * survives being written and read: whole numbers become {@link Long}, or {@link BigInteger} where they are too large;
 * other numbers become {@link Double} where that is exact, else {@link BigDecimal}; maps and lists become unmodifiable
 * and keep their order. Text, booleans and {@code null} stay.
 *
 * @param map the data; its order is kept, and equality ignores it
 */
public record Values(Map<String, @Nullable Object> map) {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_DIGITS = 1_000;
    private static final Pattern HALF = Pattern.compile("[\\x{d800}-\\x{dfff}]");
    private static final Values NONE = new Values(Map.of());

    /**
     * Checks, normalises and copies.
     *
     * @throws IllegalArgumentException if something in the map is no JSON value, such as a NaN or an object of a class
     *     that JSON has no form for, a number of more than 1,000 digits, or a key that holds half a surrogate pair, or if
     *     it is nested more than 200 levels deep (as a map is that contains itself); the message names the place as a
     *     JSON Pointer
     */
    public Values {
        map = copy(Objects.requireNonNull(map, "map"), null, 1);
    }

    /** {@return no data} */
    public static Values none() {
        return NONE;
    }

    /**
     * One named value.
     *
     * @param name its name
     * @param value its value
     * @return the data
     */
    public static Values of(String name, @Nullable Object value) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(name, value);
        return new Values(map);
    }

    /**
     * The normal form of one value, as the constructor makes it.
     *
     * @param value text, number, boolean, list, map or null
     * @return an equal, immutable value
     * @throws IllegalArgumentException as the constructor throws it
     */
    public static @Nullable Object normal(@Nullable Object value) {
        return normal(value, null, 1);
    }

    /**
     * The same data and one value more.
     *
     * @param name its name; a value of that name is replaced
     * @param value its value
     * @return new data
     */
    public Values with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return new Values(more);
    }

    /**
     * This data with other data laid over it.
     *
     * @param other where both have a name, its value is taken
     * @return new data
     */
    public Values with(Values other) {
        if (map.isEmpty()) {
            return other;
        }
        if (other.map.isEmpty()) {
            return this;
        }
        Map<String, @Nullable Object> both = new LinkedHashMap<>(map);
        both.putAll(other.map);
        return new Values(both);
    }

    /**
     * A value.
     *
     * @param key its name
     * @return the value; empty if there is none, or if it is {@code null}
     */
    public Optional<Object> get(String key) {
        return Optional.ofNullable(map.get(key));
    }

    /**
     * A value that is text.
     *
     * @param key its name
     * @return the text; empty if there is none of that name, or if it is something else
     */
    public Optional<String> text(String key) {
        return map.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** {@return whether there is no data} */
    public boolean isEmpty() {
        return map.isEmpty();
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> from, @Nullable Spot spot, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        from.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a key is not text" + at(spot) + ": " + key);
            }
            if (HALF.matcher(name).find()) {
                throw new IllegalArgumentException("a key holds half a surrogate pair" + at(spot) + ": " + name);
            }
            copy.put(name, normal(value, new Spot(spot, name), depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object normal(@Nullable Object value, @Nullable Spot spot, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number, spot);
        }
        if (depth >= MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " levels deep");
        }
        if (value instanceof Map<?, ?> inner) {
            return copy(inner, spot, depth + 1);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                items.add(normal(item, new Spot(spot, items.size()), depth + 1));
            }
            return Collections.unmodifiableList(items);
        }
        throw new IllegalArgumentException(
                "not plain JSON" + at(spot) + ": " + value.getClass().getName());
    }

    private static Number number(Number number, @Nullable Spot spot) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger whole) {
            if (whole.bitLength() < Long.SIZE) {
                return whole.longValue();
            }
            // Asked in bits, because counting the digits of a huge number takes long.
            checkDigits(
                    whole.bitLength() / 4 > MAX_DIGITS ? whole.bitLength() / 4 : new BigDecimal(whole).precision(),
                    spot);
            return whole;
        }
        if (number instanceof Double || number instanceof Float) {
            // A float is widened by way of its text: 0.1f means 0.1 to whoever wrote it.
            double wide = number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
            if (Double.isNaN(wide) || Double.isInfinite(wide)) {
                throw new IllegalArgumentException("not plain JSON" + at(spot) + ": " + number);
            }
            return wide;
        }
        if (number instanceof BigDecimal decimal) {
            checkDigits(decimal.precision(), spot);
            double near = decimal.doubleValue();
            boolean exact = !Double.isInfinite(near) && new BigDecimal(Double.toString(near)).compareTo(decimal) == 0;
            return exact ? (Number) near : decimal.stripTrailingZeros();
        }
        throw new IllegalArgumentException(
                "not plain JSON" + at(spot) + ": " + number.getClass().getName());
    }

    private static void checkDigits(int digits, @Nullable Spot spot) {
        if (digits > MAX_DIGITS) {
            throw new IllegalArgumentException("a number has more than " + MAX_DIGITS + " digits" + at(spot));
        }
    }

    private static String at(@Nullable Spot spot) {
        return spot == null ? "" : " at " + spot;
    }

    /** A place in the data. Spelled out only when something is wrong there: a long key may stand above many values. */
    private record Spot(@Nullable Spot above, Object step) {
        @Override
        public String toString() {
            return (above == null ? "" : above.toString()) + "/" + step;
        }
    }
}
