package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.CoreSchema;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes to plain JSON values. */
public final class Plain {
    private Plain() {}

    /**
     * A node's value in the normal form of {@link Values}.
     *
     * @param node the node
     * @param path where it is
     * @param reading is told of numbers that JSON cannot express
     * @return text, number, boolean, list, map or null
     */
    public static @Nullable Object of(Node node, String path, Reading reading) {
        return Values.normal(raw(node, path, reading));
    }

    private static @Nullable Object raw(Node node, String path, Reading reading) {
        if (node instanceof Node.Scalar scalar) {
            return scalar(scalar, path, reading);
        }
        if (node instanceof Node.Items list) {
            List<@Nullable Object> items = new ArrayList<>(list.items().size());
            list.items().forEach(item -> items.add(raw(item, path, reading)));
            return items;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Node.Keys) node).entries().forEach(e -> map.put(e.key(), raw(e.value(), path, reading)));
        return map;
    }

    private static @Nullable Object scalar(Node.Scalar scalar, String path, Reading reading) {
        return switch (scalar.kind()) {
            case NULL -> null;
            case TEXT -> scalar.text();
            case BOOLEAN -> CoreSchema.truth(scalar.text());
            case WHOLE -> CoreSchema.whole(scalar.text());
            case DECIMAL -> CoreSchema.decimal(scalar.text());
            case NOT_JSON -> {
                reading.found(
                        Diagnostic.error("not-json", path, "Not a JSON value: " + scalar.text())
                                .withHint("put it in quotes if it is text"),
                        scalar.place());
                yield null;
            }
        };
    }
}
