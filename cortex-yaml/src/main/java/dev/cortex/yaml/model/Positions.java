package dev.cortex.yaml.model;

import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Place;
import java.util.Optional;

/** Where a JSON Pointer leads in a tree. */
public final class Positions {
    private Positions() {}

    /**
     * Follows a path as far as the tree goes.
     *
     * @param root the tree
     * @param path a JSON Pointer
     * @return the place of the element, or of the nearest one around it; the start of the text for the root
     */
    public static Place of(Node root, String path) {
        Place place = Place.START;
        Node node = root;
        for (String step : path.isEmpty() ? new String[0] : path.substring(1).split("/", -1)) {
            Optional<Node> next = step(node, step.replace("~1", "/").replace("~0", "~"));
            if (next.isEmpty()) {
                return place;
            }
            node = next.get();
            place = node.place();
        }
        return place;
    }

    private static Optional<Node> step(Node node, String step) {
        if (node instanceof Node.Keys map) {
            return map.entry(step).map(Node.Entry::value);
        }
        if (node instanceof Node.Items list && step.matches("[0-9]{1,9}")) {
            int index = Integer.parseInt(step);
            return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
        }
        return Optional.empty();
    }
}
