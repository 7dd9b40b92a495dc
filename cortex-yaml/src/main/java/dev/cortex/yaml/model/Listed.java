package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import java.util.List;

/** The list that a definition is about: phases, or steps. */
final class Listed {
    private Listed() {}

    /** The items, not more than the limit. With more there is no draft: checks of a part would find names missing. */
    static List<Node> items(Fields top, String key) {
        List<Node> items = top.items(key);
        int most = top.reading().bounds().phases();
        if (items.size() <= most) {
            return items;
        }
        top.reading()
                .found(
                        Diagnostic.error(
                                        "too-many-phases",
                                        Pointer.of(top.at(key), most),
                                        "Too many " + key + ": " + items.size() + " are more than " + most)
                                .withHint("a host can raise the limit"),
                        items.get(most).place());
        top.reading().giveUp();
        return items.subList(0, most);
    }
}
