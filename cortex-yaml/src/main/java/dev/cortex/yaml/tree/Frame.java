package dev.cortex.yaml.tree;

import dev.cortex.api.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A collection whose end has not been reached. */
final class Frame {
    private final Place place;
    private final boolean map;
    private final boolean flow;
    private final String anchor;
    private final List<Node> items = new ArrayList<>();
    private final List<Node.Entry> entries = new ArrayList<>();
    private final Map<String, Place> keys = new HashMap<>();
    private int size = 1;
    private int height;
    private @Nullable String key;
    private Place keyPlace = Place.START;
    private boolean keyRead;

    Frame(Place place, boolean map, boolean flow, String anchor) {
        this.place = place;
        this.map = map;
        this.flow = flow;
        this.anchor = anchor;
    }

    Place place() {
        return place;
    }

    boolean flow() {
        return flow;
    }

    String anchor() {
        return anchor;
    }

    /** {@return the part of a JSON Pointer for what is read next} */
    String step() {
        if (!map) {
            return Pointer.of("", items.size());
        }
        return key == null ? "" : Pointer.of("", key);
    }

    /** Takes a key, a value or an item; nothing stands for one that was reported and is left out. */
    void add(Optional<Node> node, Place at, Supplier<String> path, Reading reading) {
        node.ifPresent(part -> {
            size += part.size();
            height = Math.max(height, part.height());
        });
        if (!map) {
            node.ifPresent(items::add);
        } else if (!keyRead) {
            keyRead = true;
            keyPlace = at;
            key = node.flatMap(part -> key(part, path, reading)).orElse(null);
        } else {
            if (key != null && node.isPresent()) {
                entries.add(new Node.Entry(key, keyPlace, node.get()));
            }
            keyRead = false;
            key = null;
        }
    }

    private Optional<String> key(Node node, Supplier<String> path, Reading reading) {
        if (!(node instanceof Node.Scalar scalar)
                || (scalar.plain() && scalar.text().isEmpty())) {
            reading.found(Diagnostic.error("bad-key", path.get(), "A key is not text: " + node.what()), node.place());
            return Optional.empty();
        }
        if (scalar.plain() && scalar.text().equals("<<")) {
            reading.found(
                    Diagnostic.error("merge-key", path.get(), "YAML 1.2 does not merge: <<")
                            .withHint("write the keys out, or make the whole value an alias"),
                    node.place());
            return Optional.empty();
        }
        @Nullable Place first = keys.putIfAbsent(scalar.text(), node.place());
        if (first != null) {
            reading.found(
                    Diagnostic.error("duplicate-key", path.get(), "Duplicate key: " + scalar.text())
                            .withHint("it is in line " + first.line() + " already")
                            .relatedTo(List.of(new Diagnostic.Related(
                                    "first " + scalar.text(),
                                    Pointer.of(path.get(), scalar.text()),
                                    Optional.of(reading.position(first))))),
                    node.place());
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    Node node() {
        int levels = height + 1;
        return map
                ? new Node.Keys(place, List.copyOf(entries), size, levels)
                : new Node.Items(place, List.copyOf(items), flow, size, levels);
    }
}
