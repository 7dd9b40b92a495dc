package dev.cortex.testkit.arbitraries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plain data as YAML that a person reads at a glance: what is short stands in one line. */
final class Yaml {
    private static final int SHORT = 60;
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}][\\p{L}\\p{N}_./+ -]*(:[\\p{L}][\\p{L}\\p{N}_./+ -]*)?|(\\d+(ms|[hms]))+");
    /** Some that only older readers of YAML take for something else. */
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private Yaml() {}

    /** The text of a map; its last line ends, too. */
    static String of(Map<String, ? extends @Nullable Object> map) {
        return map.isEmpty()
                ? "{}\n"
                : String.join("", block(map).stream().map(line -> line + "\n").toList());
    }

    private static List<String> block(Map<?, ?> map) {
        List<String> lines = new ArrayList<>();
        map.forEach((key, value) -> add(lines, text(String.valueOf(key)) + ":", value));
        return lines;
    }

    private static void add(List<String> lines, String head, @Nullable Object value) {
        String flow = head + " " + flow(value);
        boolean inOneLine = isLeaf(value) || (flow.length() <= SHORT && !holdsMaps(value));
        if (inOneLine) {
            lines.add(flow);
        } else if (value instanceof Map<?, ?> map) {
            lines.add(head);
            block(map).forEach(line -> lines.add("  " + line));
        } else if (value instanceof List<?> list) {
            lines.add(head);
            list.forEach(item -> item(lines, item));
        }
    }

    private static void item(List<String> lines, @Nullable Object item) {
        if (item instanceof Map<?, ?> map
                && !map.isEmpty()
                && (holdsMaps(map) || flow(map).length() > SHORT || map.containsKey("name"))) {
            List<String> inner = block(map);
            for (int i = 0; i < inner.size(); i++) {
                lines.add((i == 0 ? "  - " : "    ") + inner.get(i));
            }
        } else {
            lines.add("  - " + flow(item));
        }
    }

    private static boolean isLeaf(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map.isEmpty() : !(value instanceof List<?> list) || list.isEmpty();
    }

    /** Whether there is something in it that deserves lines of its own. */
    private static boolean holdsMaps(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? map.values().stream().anyMatch(part -> !isLeaf(part))
                : value instanceof List<?> list
                        && list.stream().anyMatch(item -> item instanceof Map<?, ?> map && !map.isEmpty());
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(Yaml::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? text(text) : String.valueOf(Objects.requireNonNullElse(value, "null"));
    }

    private static String text(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.contains(text) && !text.endsWith(" ") && !text.contains(" :")) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        quoted.append(String.format("\\x%02x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    static String text(Duration time) {
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        int seconds = time.toSecondsPart();
        int millis = time.toMillisPart();
        String text = (hours > 0 ? hours + "h" : "")
                + (minutes > 0 ? minutes + "m" : "")
                + (seconds > 0 ? seconds + "s" : "")
                + (millis > 0 ? millis + "ms" : "");
        return text.isEmpty() ? "0s" : text;
    }
}
