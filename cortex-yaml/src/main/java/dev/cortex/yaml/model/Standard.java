package dev.cortex.yaml.model;

import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A project's own standard as it was written.
 *
 * @param required keys that have to be there
 * @param allowed from keys to the values that they may have
 */
public record Standard(List<String> required, Map<String, List<String>> allowed) {
    /**
     * Reads a standard.
     *
     * @param root the document
     * @param reading is told what is wrong
     * @return the standard
     */
    public static Standard read(Node.Keys root, Reading reading) {
        Fields top = new Fields(root, "", reading, Set.of("required", "fields"));
        List<String> required =
                top.names("required").stream().filter(key -> !key.isBlank()).toList();
        Map<String, List<String>> allowed = new LinkedHashMap<>();
        top.map("fields", "write fields: {type: {enum: [development]}}").ifPresent(fields -> {
            for (Node.Entry entry : fields.entries()) {
                String path = Pointer.of(top.at("fields"), entry.key());
                reading.put(path, entry.place());
                field(entry, path, top).ifPresent(values -> allowed.put(entry.key(), values));
            }
        });
        top.extensions(Set.of());
        return new Standard(required, allowed);
    }

    private static Optional<List<String>> field(Node.Entry entry, String path, Fields top) {
        if (!(entry.value() instanceof Node.Keys rules)) {
            top.wrong(entry.value(), entry.key(), path, "a map", Optional.of("write enum: and a list below it"));
            return Optional.empty();
        }
        Fields field = new Fields(rules, path, top.reading(), Set.of("enum"));
        field.extensions(Set.of());
        if (field.entry("enum").isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        List<Node> items = field.items("enum");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Node.Scalar scalar && !scalar.isNull()) {
                values.add(scalar.text());
            } else {
                field.wrong(items.get(i), "an item of enum", Pointer.of(field.at("enum"), i), "text", Optional.empty());
            }
        }
        return Optional.of(values);
    }
}
