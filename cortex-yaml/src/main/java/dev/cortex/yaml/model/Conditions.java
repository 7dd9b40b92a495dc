package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Condition;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A condition, written as one text or as a list of atoms. Each malformed atom is reported and left out. */
final class Conditions {
    private static final Set<String> WITH_NAMES = Set.of("after", "on_failure", "always");
    private static final List<String> WORDS = List.of("auto", "manual", "after", "on_failure", "always");

    private final Reading reading;
    private final List<Atom> atoms = new ArrayList<>();

    private Conditions(Reading reading) {
        this.reading = reading;
    }

    /** Reads the key {@code condition}. */
    static List<Atom> of(Fields phase) {
        Conditions conditions = new Conditions(phase.reading());
        phase.value("condition").ifPresent(node -> conditions.read(node, phase.at("condition")));
        return conditions.atoms;
    }

    private void read(Node node, String path) {
        if (!(node instanceof Node.Items list)) {
            String first = Pointer.of(path, 0);
            reading.put(first, node.place());
            atom(node, first, false);
            return;
        }
        if (list.items().isEmpty()) {
            reading.found(
                    Diagnostic.warning("empty-value", path, "A condition without an atom is read as manual")
                            .withHint("write manual, or what the phase waits for"),
                    list.place());
        }
        boolean named = false;
        for (int i = 0; i < list.items().size(); i++) {
            String at = Pointer.of(path, i);
            reading.put(at, list.items().get(i).place());
            atom(list.items().get(i), at, list.flow() && named);
            named |= WITH_NAMES.contains(atoms.get(atoms.size() - 1).word());
        }
    }

    /** Reads an atom. One that is malformed leaves an atom without names, so that those behind it keep their numbers. */
    private void atom(Node node, String path, boolean afterComma) {
        int before = atoms.size();
        read(node, path, afterComma);
        if (atoms.size() == before) {
            atoms.add(new Atom(Optional.of(new Condition.After(List.of())), Atom.MALFORMED, "", node.place()));
        }
    }

    private void read(Node node, String path, boolean afterComma) {
        if (node instanceof Node.Keys map) {
            map(map, path);
        } else if (node instanceof Node.Scalar scalar && scalar.isText()) {
            text(scalar.text(), scalar, path, afterComma);
        } else if (node instanceof Node.Scalar scalar && afterComma && !scalar.isNull()) {
            unknown(scalar.text(), scalar, path, true);
        } else {
            reading.found(
                    Diagnostic.error("wrong-type", path, "Expected text: condition is " + node.what())
                            .withHint("write auto, manual, after:NAME, on_failure:NAME or always:NAME"),
                    node.place());
        }
    }

    private void map(Node.Keys map, String path) {
        if (map.entries().size() == 1) {
            Node.Entry entry = map.entries().get(0);
            if (WITH_NAMES.contains(entry.key()) && Fields.isNull(entry.value())) {
                noNames(entry.key(), map, path);
                return;
            }
            if (entry.value() instanceof Node.Scalar names) {
                reading.found(
                        Diagnostic.error(
                                        "condition-map",
                                        path,
                                        "A condition is text, not a map: " + entry.key() + ": " + names.text())
                                .withHint("write " + entry.key() + ":" + names.text()),
                        map.place());
                return;
            }
        }
        reading.found(
                Diagnostic.error("condition-map", path, "A condition is text, not a map")
                        .withHint("write auto, manual, after:NAME, on_failure:NAME or always:NAME"),
                map.place());
    }

    private void text(String written, Node node, String path, boolean afterComma) {
        String text = written.strip();
        int colon = text.indexOf(':');
        String word = (colon < 0 ? text : text.substring(0, colon)).strip();
        if (colon >= 0 && WITH_NAMES.contains(word)) {
            names(word, text.substring(colon + 1), text, node, path);
            return;
        }
        switch (text) {
            case "auto" -> add(new Condition.Auto(), text, node);
            case "manual" -> add(new Condition.Manual(), text, node);
            case "automatic", "on_success", "on_failure" ->
                atoms.add(new Atom(Optional.empty(), text, text, node.place()));
            default -> unknown(text, node, path, afterComma);
        }
    }

    private void add(Condition condition, String text, Node node) {
        atoms.add(new Atom(Optional.of(condition), text, text, node.place()));
    }

    private void names(String word, String list, String text, Node node, String path) {
        if (list.isBlank()) {
            noNames(word, node, path);
            return;
        }
        List<String> names = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name.strip());
            }
        }
        if (names.size() < list.chars().filter(c -> c == ',').count() + 1) {
            reading.found(
                    Diagnostic.error("empty-name", path, "Empty name in a condition: " + text)
                            .withHint("remove the comma that is too many"),
                    node.place());
        }
        if (!names.isEmpty()) {
            atoms.add(new Atom(Optional.of(condition(word, names)), word, text, node.place()));
        }
    }

    private static Condition condition(String word, List<String> names) {
        return switch (word) {
            case "after" -> new Condition.After(names);
            case "on_failure" -> new Condition.OnFailure(names);
            default -> new Condition.Always(names);
        };
    }

    private void noNames(String word, Node node, String path) {
        reading.found(
                Diagnostic.error("condition-without-names", path, "A condition that names no phase: " + word + ":")
                        .withHint("write " + word + ":NAME"),
                node.place());
    }

    private void unknown(String text, Node node, String path, boolean afterComma) {
        reading.found(
                Diagnostic.error("unknown-condition", path, "Unknown condition: " + text)
                        .withHint(afterComma ? commaHint(text) : hint(text)),
                node.place());
    }

    private String commaHint(String name) {
        Atom last = atoms.stream()
                .filter(atom -> WITH_NAMES.contains(atom.word()))
                .reduce((first, second) -> second)
                .orElseThrow();
        String before = last.text();
        String word = last.word();
        return "a comma ends the atom here: write [" + before + ", " + word + ":" + name + "] or [\"" + before + ","
                + name + "\"]";
    }

    private static String hint(String text) {
        if (WITH_NAMES.contains(text)) {
            return "write " + text + ":NAME";
        }
        int colon = text.indexOf(':');
        Optional<String> near = Nearest.of(colon < 0 ? text : text.substring(0, colon), WORDS);
        String all = "a condition is auto, manual, after:NAME, on_failure:NAME or always:NAME";
        return near.map(word -> "did you mean "
                        + (WITH_NAMES.contains(word)
                                ? word + ":" + (colon < 0 ? "NAME" : text.substring(colon + 1))
                                : word)
                        + "?")
                .orElse(all);
    }
}
