package dev.cortex.core.journal;

import dev.cortex.api.scenario.Values;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** Plain values and their text. Values are in the normal form of {@link Values}. */
final class JsonText {
    /** As deep as {@link Values} go, and some levels for what is around them. */
    private static final int MAX_DEPTH = 240;

    /** A longer one takes time by the square of its length. */
    private static final int MAX_DIGITS = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            // Neither locals of the host's threads nor a pool without end.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS + 100)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // Keys with equal hashes are slow, and no error: what was written has to be read.
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // The shortest digits, on every JDK the same; Double.toString is not that before JDK 19.
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonText() {}

    static String write(@Nullable Object plain) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, plain);
        } catch (JacksonException e) {
            throw JsonException.of(e.getOriginalMessage());
        }
        return harmless(text.toString());
    }

    private static void write(JsonGenerator out, @Nullable Object plain) {
        if (plain == null) {
            out.writeNull();
        } else if (plain instanceof String text) {
            out.writeString(text);
        } else if (plain instanceof Boolean yes) {
            out.writeBoolean(yes);
        } else if (plain instanceof Number number) {
            write(out, number);
        } else if (plain instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((key, value) -> {
                out.writeName((String) key);
                write(out, value);
            });
            out.writeEndObject();
        } else {
            out.writeStartArray();
            ((List<?>) plain).forEach(item -> write(out, item));
            out.writeEndArray();
        }
    }

    private static void write(JsonGenerator out, Number number) {
        if (number instanceof Double wide) {
            out.writeNumber(wide);
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal.toString());
        } else if (number instanceof BigInteger whole) {
            out.writeNumber(whole);
        } else {
            out.writeNumber(number.longValue());
        }
    }

    /**
     * Half surrogate pairs have no form in UTF-8, and control characters in a file play tricks on the terminal of whoever
     * reads it. Outside of strings JSON has neither, so an escape can take their place.
     */
    private static String harmless(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate is never the last character: the string around it has a quotation mark.
            boolean pair = Character.isHighSurrogate(c) && Character.isLowSurrogate(text.charAt(i + 1));
            if (c >= 0x7f && !pair && isHarmful(c)) {
                safe = safe == null ? new StringBuilder(text.substring(0, i)) : safe;
                safe.append(String.format("\\u%04x", (int) c));
            } else if (safe != null) {
                safe.append(c);
            }
            if (pair) {
                i++;
                if (safe != null) {
                    safe.append(text.charAt(i));
                }
            }
        }
        return safe == null ? text : safe.toString();
    }

    private static boolean isHarmful(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    static @Nullable Object read(String text) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text)) {
            return read(in);
        } catch (JacksonException e) {
            throw JsonException.atOffset(oneLine(e.getOriginalMessage()), -1);
        }
    }

    static JsonParser parser(Reader text) {
        return JSON.createParser(ObjectReadContext.empty(), text);
    }

    private static @Nullable Object read(JsonParser in) {
        try {
            if (in.nextToken() == null) {
                throw JsonException.atOffset("expected a JSON value, found nothing", 0);
            }
            Object value = value(in);
            if (in.nextToken() != null) {
                throw JsonException.atOffset("something follows the JSON value", offset(in));
            }
            return value;
        } catch (StreamConstraintsException e) {
            boolean nesting = e.getOriginalMessage().contains("nesting depth");
            String problem = nesting ? "nested too deeply" : "a number has more than " + MAX_DIGITS + " digits";
            throw JsonException.atOffset(problem, in.currentLocation().getCharOffset());
        } catch (JacksonException e) {
            long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
            throw JsonException.atOffset(oneLine(e.getOriginalMessage()), offset);
        } catch (NumberFormatException | ArithmeticException e) {
            throw JsonException.atOffset("a number is out of range", offset(in));
        }
    }

    private static String oneLine(@Nullable String message) {
        String line = message == null
                ? "no JSON"
                : message.replaceAll(" \\(start marker at .*", "").replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    private static long offset(JsonParser in) {
        return in.currentTokenLocation().getCharOffset();
    }

    static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_NUMBER_INT -> whole(in);
            case VALUE_NUMBER_FLOAT -> decimal(in);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> in.getString();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser in) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int keys = 1; in.nextToken() != JsonToken.END_OBJECT; keys++) {
            String key = in.currentName();
            in.nextToken();
            map.put(key, value(in));
            if (map.size() < keys) {
                throw JsonException.atOffset("the key \"" + oneLine(key) + "\" is there twice", offset(in));
            }
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser in) {
        List<@Nullable Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(in));
        }
        return list;
    }

    private static Number whole(JsonParser in) {
        return switch (in.getNumberType()) {
            case INT, LONG -> in.getLongValue();
            default -> in.getBigIntegerValue();
        };
    }

    private static Number decimal(JsonParser in) {
        String text = in.getString();
        double near = Double.parseDouble(text);
        BigDecimal exact = in.getDecimalValue();
        if (!Double.isInfinite(near) && new BigDecimal(NumberOutput.toString(near, true)).compareTo(exact) == 0) {
            return near;
        }
        return exact.stripTrailingZeros();
    }
}
