package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.yaml.tree.Composer;
import dev.cortex.yaml.tree.Documents;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Reading;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;

/** From a text or a file to a model, for whatever is a map of keys. */
final class Reader<T> {
    /** The name of a text that has none. */
    static final String TEXT = "text";

    private final BiFunction<Node.Keys, Reading, T> model;

    Reader(BiFunction<Node.Keys, Reading, T> model) {
        this.model = model;
    }

    Checked<T> parse(String text, String file, Limits limits) {
        Reading reading = new Reading(file, limits.bounds());
        return model(Documents.map(text, reading), reading);
    }

    Checked<T> parse(byte[] bytes, String file, Limits limits) {
        Reading reading = new Reading(file, limits.bounds());
        return model(Documents.map(bytes, reading), reading);
    }

    Checked<T> read(Path path, String file, Limits limits) {
        Reading reading = new Reading(file, limits.bounds());
        Optional<byte[]> bytes = Documents.bytes(path, reading);
        return bytes.isEmpty() ? reading.result(null) : model(Documents.map(bytes.get(), reading), reading);
    }

    /** Of a text that could not be read to its end there is no draft, but what is wrong before that is still said. */
    private Checked<T> model(Composer.Outcome outcome, Reading reading) {
        if (outcome.root().isEmpty()) {
            return reading.result(null);
        }
        T draft = model.apply((Node.Keys) outcome.root().get(), reading);
        return reading.result(outcome.whole() ? draft : null);
    }
}
