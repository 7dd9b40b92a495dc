package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Place;
import dev.cortex.yaml.tree.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys above an agent's prompt.
 *
 * @param name the name; empty text if there is none
 * @param description the description, or empty text
 * @param command the program and its arguments
 * @param extensions all other keys
 */
public record FrontMatter(String name, String description, Optional<List<String>> command, Values extensions) {
    private static final Set<String> KEYS = Set.of("name", "description", "command");
    /** Front matter without keys. */
    public static final FrontMatter NONE = new FrontMatter("", "", Optional.empty(), Values.none());

    /**
     * Reads the keys.
     *
     * @param root the front matter
     * @param reading is told what is wrong
     * @return what it says
     */
    public static FrontMatter read(Node.Keys root, Reading reading) {
        Fields fields = new Fields(root, "", reading, KEYS);
        return new FrontMatter(
                fields.text("name").orElse(""), fields.text("description").orElse(""), command(fields), fields.rest());
    }

    private static Optional<List<String>> command(Fields fields) {
        Optional<Place> place = fields.entry("command")
                .map(Node.Entry::value)
                .filter(node -> !Fields.isNull(node))
                .map(Node::place);
        if (place.isEmpty()) {
            fields.value("command");
            return Optional.empty();
        }
        boolean list = fields.entry("command").orElseThrow().value() instanceof Node.Items;
        Optional<List<String>> words = list
                ? Optional.of(fields.names("command"))
                : fields.text("command").map(text -> List.of(text.strip().split("\\s+")));
        if (words.isPresent() && (words.get().isEmpty() || words.get().get(0).isBlank())) {
            fields.reading()
                    .found(
                            Diagnostic.error("empty-command", "/command", "A command that names no program")
                                    .withHint("write command: [PROGRAM, ARGUMENT]"),
                            place.get());
        }
        return words;
    }
}
