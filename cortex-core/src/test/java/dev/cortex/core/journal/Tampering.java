package dev.cortex.core.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Changes a line of JSON a little: in its text, or in the values it holds. */
final class Tampering {
    private Tampering() {}

    static String with(String line, Random random) {
        if (random.nextInt(3) == 0) {
            return inText(line, random);
        }
        try {
            return Json.write(inValue(Json.read(line), random));
        } catch (JsonException brokenBefore) {
            return inText(line, random);
        }
    }

    private static String inText(String line, Random random) {
        int at = random.nextInt(line.length() + 1);
        List<String> pieces = List.of(
                "",
                ",",
                "\"",
                "{}",
                " ",
                "null",
                "[",
                "}",
                "1",
                "\"time\":1,",
                "\n",
                "\\u0061",
                "é",
                "\ufeff",
                "{\"a\":",
                ":");
        int end = Math.min(line.length(), at + random.nextInt(3));
        return line.substring(0, at) + pieces.get(random.nextInt(pieces.size())) + line.substring(end);
    }

    private static @Nullable Object inValue(@Nullable Object value, Random random) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(4) > 0) {
            return inMap(map, random);
        } else if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(4) > 0) {
            List<Object> copy = new ArrayList<>(list);
            int at = random.nextInt(copy.size());
            copy.set(at, inValue(copy.get(at), random));
            return copy;
        }
        List<Object> others =
                List.of("a", "2026-01-01T00:00:00Z", 1L, -1L, 1L << 40, 1.5, true, List.of(), Map.of("a", 1L));
        int other = random.nextInt(others.size() + 1);
        return other == others.size() ? null : others.get(other);
    }

    private static Map<Object, Object> inMap(Map<?, ?> map, Random random) {
        Map<Object, Object> copy = new LinkedHashMap<>();
        List<Object> keys = new ArrayList<>(map.keySet());
        Object chosen = keys.get(random.nextInt(keys.size()));
        int way = random.nextInt(4);
        if (way == 0) {
            Collections.shuffle(keys, random);
        }
        keys.stream().filter(key -> way != 1 || !key.equals(chosen)).forEach(key -> {
            if (way == 2 && key.equals(chosen)) {
                copy.put("unknown", 1L);
            }
            copy.put(key, way == 3 && key.equals(chosen) ? inValue(map.get(key), random) : map.get(key));
        });
        return copy;
    }
}
