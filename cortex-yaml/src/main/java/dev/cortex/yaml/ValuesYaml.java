package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.model.Plain;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any map as YAML, such as a program's own configuration, read by the same rules and within the same limits as scenarios.
 * Each key and each item of a list has a place in the source map. Reading never throws because of what a text says. All methods may be
 * called by any thread.
 */
public final class ValuesYaml {
    private static final Reader<Values> READER = new Reader<>(ValuesYaml::values);

    private ValuesYaml() {}

    /**
     * Reads values from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @return the values with what was found; a text without keys is an error with the code {@code empty-file}
     */
    public static Checked<Values> parse(String text, String file) {
        return READER.parse(text, file, Limits.DEFAULT);
    }

    /**
     * Reads values from a file in UTF-8. A file that cannot be read is a finding too.
     *
     * @param path the file
     * @param file what it is called in positions
     * @return the values with what was found; a file without keys is an error with the code {@code empty-file}
     */
    public static Checked<Values> read(Path path, String file) {
        return READER.read(path, file, Limits.DEFAULT);
    }

    private static Values values(Node.Keys root, Reading reading) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Node.Entry entry : root.entries()) {
            String path = Pointer.of("", entry.key());
            reading.put(path, entry.place());
            map.put(entry.key(), Plain.of(entry.value(), path, reading));
            places(entry.value(), path, reading);
        }
        return new Values(map);
    }

    private static void places(Node node, String path, Reading reading) {
        if (node instanceof Node.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                Node item = list.items().get(i);
                reading.put(Pointer.of(path, i), item.place());
                places(item, Pointer.of(path, i), reading);
            }
        } else if (node instanceof Node.Keys map) {
            for (Node.Entry entry : map.entries()) {
                reading.put(Pointer.of(path, entry.key()), entry.place());
                places(entry.value(), Pointer.of(path, entry.key()), reading);
            }
        }
    }
}
