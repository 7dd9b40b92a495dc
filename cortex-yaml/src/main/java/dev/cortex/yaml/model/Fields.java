package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.CoreSchema;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map that is read key by key. Asking for a key as some type reports a value of another type and answers as if the key
 * were absent; so each key is asked for once. Notes where every known key stands.
 */
final class Fields {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    private static final Set<String> REQUIRED = Set.of("name", "description", "phases", "steps", "prompt");

    private final String path;
    private final Reading reading;
    private final Set<String> known;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    /**
     * @param node the map
     * @param path where it is
     * @param reading is told what is wrong
     * @param known the keys that mean something here
     */
    Fields(Node.Keys node, String path, Reading reading, Set<String> known) {
        this.path = path;
        this.reading = reading;
        this.known = known;
        node.entries().forEach(entry -> entries.put(entry.key(), entry));
        known.forEach(key -> entry(key).ifPresent(this::note));
    }

    /** A key without a value stands nowhere, except where the checks of the model will say that it is missing. */
    private void note(Node.Entry entry) {
        if (!isNull(entry.value())) {
            reading.put(at(entry.key()), entry.value().place());
        } else if (REQUIRED.contains(entry.key())) {
            reading.put(at(entry.key()), entry.place());
        }
    }

    Reading reading() {
        return reading;
    }

    String at(String key) {
        return Pointer.of(path, key);
    }

    Optional<Node.Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value under a key; a key without one is reported as such. */
    Optional<Node> value(String key) {
        Optional<Node.Entry> entry = entry(key);
        if (entry.isPresent() && isNull(entry.get().value())) {
            reading.found(
                    Diagnostic.warning("empty-value", at(key), "Key without a value: " + key)
                            .withHint("give it a value, or remove it"),
                    entry.get().place());
            return Optional.empty();
        }
        return entry.map(Node.Entry::value);
    }

    /** The text under a key that has to be there; what is missing is found by the checks of the model. */
    String required(String key) {
        return entry(key)
                .map(Node.Entry::value)
                .filter(node -> !isNull(node))
                .flatMap(node -> text(node, key, at(key)))
                .orElse("");
    }

    Optional<String> text(String key) {
        return value(key).flatMap(node -> text(node, key, at(key)));
    }

    /** Any scalar, as it was written. */
    Optional<String> written(String key) {
        return value(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            wrong(node, key, at(key), "text", Optional.empty());
            return Optional.empty();
        });
    }

    boolean flag(String key) {
        return value(key)
                .map(node -> {
                    if (node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
                        return CoreSchema.truth(scalar.text());
                    }
                    wrong(node, key, at(key), "true or false", Optional.of("write true or false, without quotes"));
                    return false;
                })
                .orElse(false);
    }

    OptionalInt count(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(value.get() instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.WHOLE) {
            wrong(value.get(), key, at(key), "a whole number", Optional.empty());
            return OptionalInt.empty();
        }
        BigInteger number = CoreSchema.whole(scalar.text());
        if (number.signum() <= 0 || number.compareTo(MOST) > 0) {
            reading.found(
                    Diagnostic.error(
                            "bad-number",
                            at(key),
                            key
                                    + (number.signum() <= 0 ? " has to be at least 1: " : " is too large: ")
                                    + scalar.text()),
                    scalar.place());
            return OptionalInt.empty();
        }
        return OptionalInt.of(number.intValue());
    }

    /** A duration that is more than zero. */
    Optional<Duration> timeout(String key) {
        return duration(key).filter(duration -> {
            boolean good = !duration.isZero() && !duration.isNegative();
            if (!good) {
                badDuration(key, key + " has to be more than zero");
            }
            return good;
        });
    }

    /** A duration, zero and less included. */
    Optional<Duration> duration(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!(value.get() instanceof Node.Scalar scalar)) {
            wrong(value.get(), key, at(key), "a duration", Optional.of("write 90s, 15m, 2h or PT15M"));
            return Optional.empty();
        }
        Optional<Duration> duration = DurationText.parse(scalar.text());
        if (duration.isEmpty()) {
            badDuration(key, "Not a duration: " + key + " is " + scalar.what());
        }
        return duration;
    }

    void badDuration(String key, String message) {
        entry(key)
                .ifPresent(e -> reading.found(
                        Diagnostic.error("bad-duration", at(key), message)
                                .withHint("write a number and a unit, as in 500ms, 90s, 15m, 2h or PT15M"),
                        e.value().place()));
    }

    /** A list of texts. One that is no text is empty, so that those behind it keep their numbers. */
    List<String> names(String key) {
        List<String> names = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            text(items.get(i), "an item of " + key, Pointer.of(at(key), i))
                    .ifPresentOrElse(names::add, () -> names.add(""));
        }
        return names;
    }

    /** The items of a list, each with a place. Items without a value are reported and stay, for their numbers' sake. */
    List<Node> items(String key) {
        Optional<Node> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof Node.Items list)) {
            wrong(value.get(), key, at(key), "a list", Optional.of("a list of one is a list too: put - before it"));
            return List.of();
        }
        for (int i = 0; i < list.items().size(); i++) {
            reading.put(Pointer.of(at(key), i), list.items().get(i).place());
        }
        return list.items();
    }

    Optional<Node.Keys> map(String key, String hint) {
        Optional<Node> value = value(key);
        if (value.isPresent() && !(value.get() instanceof Node.Keys)) {
            wrong(value.get(), key, at(key), "a map", Optional.of(hint));
        }
        return value.filter(Node.Keys.class::isInstance).map(Node.Keys.class::cast);
    }

    /** Whatever is under a key, as plain data. */
    Optional<Object> plain(String key) {
        return value(key).flatMap(node -> Optional.ofNullable(Plain.of(node, at(key), reading)));
    }

    /** One of some words; any other is reported. */
    Optional<String> word(String key, List<String> words, List<String> alsoKnown) {
        return text(key).filter(word -> {
            boolean good = words.contains(word) || alsoKnown.contains(word);
            if (!good) {
                Node at = entry(key).orElseThrow().value();
                String all = "it is one of " + String.join(", ", words);
                reading.found(
                        Diagnostic.error("unknown-value", at(key), "Unknown " + key + ": " + word)
                                .withHint(Nearest.of(word, words)
                                        .map(near -> "did you mean " + near + "? " + all)
                                        .orElse(all)),
                        at.place());
            }
            return good;
        });
    }

    /** What nobody asked for, kept for the host; keys that do not begin with {@code x-} are reported. */
    Values extensions(Set<String> keptToo) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (keptToo.contains(key)) {
                kept.put(key, Plain.of(entry.value(), at(key), reading));
            } else if (!known.contains(key)) {
                if (!key.startsWith("x-")) {
                    unknown(entry);
                }
                kept.put(key, Plain.of(entry.value(), at(key), reading));
            }
        });
        return new Values(kept);
    }

    /** What nobody asked for, where any key is welcome. */
    Values rest() {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                kept.put(key, Plain.of(entry.value(), at(key), reading));
            }
        });
        return new Values(kept);
    }

    private void unknown(Node.Entry entry) {
        if (reading.full()) {
            // Only counted; looking for the nearest key would be in vain.
            reading.found(Diagnostic.warning("unknown-key", path, ""), entry.place());
            return;
        }
        String kept = "cortex does nothing with it; a key of your own begins with x-";
        reading.found(
                Diagnostic.warning("unknown-key", at(entry.key()), "Unknown key: " + entry.key())
                        .withHint(Nearest.of(entry.key(), known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse(kept)),
                entry.place());
    }

    Optional<String> text(Node node, String name, String at) {
        if (node instanceof Node.Scalar scalar && scalar.isText()) {
            return Optional.of(scalar.text());
        }
        Optional<String> hint = node instanceof Node.Scalar scalar && !scalar.isNull()
                ? Optional.of("put it in quotes: \"" + scalar.text() + "\"")
                : Optional.empty();
        wrong(node, name, at, "text", hint);
        return Optional.empty();
    }

    void wrong(Node node, String name, String at, String expected, Optional<String> hint) {
        Diagnostic finding =
                Diagnostic.error("wrong-type", at, "Expected " + expected + ": " + name + " is " + node.what());
        reading.found(hint.map(finding::withHint).orElse(finding), node.place());
    }

    static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isNull();
    }
}
