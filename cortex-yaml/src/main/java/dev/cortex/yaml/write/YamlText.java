package dev.cortex.yaml.write;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain data as block YAML. Maps at the top are followed by lists of maps with a blank line between them. */
public final class YamlText {
    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /**
     * Writes a document.
     *
     * @param map plain data; its order is kept
     * @return YAML that is read as equal data
     * @throws IllegalArgumentException if a text has half a character
     */
    public static String of(Map<String, @Nullable Object> map) {
        YamlText text = new YamlText();
        text.map(map, 0, false);
        return text.out.toString();
    }

    private void map(Map<?, ?> map, int indent, boolean firstInline) {
        boolean margin = !firstInline;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(margin ? " ".repeat(indent) : "");
            margin = true;
            String key = (String) entry.getKey();
            if (TextStyle.simpleKey(key)) {
                out.append(TextStyle.key(key, indent)).append(':');
            } else {
                out.append("? ")
                        .append(TextStyle.key(key, indent))
                        .append('\n')
                        .append(" ".repeat(indent))
                        .append(':');
            }
            value(entry.getValue(), indent);
        }
    }

    private void value(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, indent + 2, false);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, indent + 2, false);
        } else {
            scalar(value, indent);
        }
    }

    private void list(List<?> list, int indent, boolean firstInline) {
        boolean margin = !firstInline;
        boolean spaced = indent == 2 && list.get(0) instanceof Map<?, ?>;
        boolean first = true;
        for (Object item : list) {
            out.append(spaced && !first ? "\n" : "")
                    .append(margin ? " ".repeat(indent) : "")
                    .append('-');
            margin = true;
            first = false;
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                out.append(' ');
                map(map, indent + 2, true);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                out.append(' ');
                list(inner, indent + 2, true);
            } else {
                scalar(item, indent);
            }
        }
    }

    private void scalar(@Nullable Object value, int indent) {
        if (value instanceof String text) {
            out.append(TextStyle.value(text, indent));
        } else if (value instanceof BigDecimal number) {
            String digits = number.toString();
            boolean point = digits.contains(".") || digits.contains("E");
            out.append(' ').append(digits).append(point ? "\n" : ".0\n");
        } else if (value instanceof Map<?, ?>) {
            out.append(" {}\n");
        } else if (value instanceof List<?>) {
            out.append(" []\n");
        } else {
            out.append(' ').append(value).append('\n');
        }
    }
}
