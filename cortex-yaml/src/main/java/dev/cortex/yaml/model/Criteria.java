package dev.cortex.yaml.model;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Success criteria: texts, or maps of a name and a check. */
final class Criteria {
    private static final Set<String> CHECKS = Set.of("run", "file_exists");

    private Criteria() {}

    static List<Criterion> of(Fields phase) {
        List<Criterion> criteria = new ArrayList<>();
        List<Node> items = phase.items("success_criteria");
        for (int i = 0; i < items.size(); i++) {
            String path = Pointer.of(phase.at("success_criteria"), i);
            Optional<Criterion> criterion = items.get(i) instanceof Node.Keys map
                    ? check(map, path, phase.reading())
                    : phase.text(items.get(i), "an item of success_criteria", path)
                            .map(Criterion::of);
            // An empty one stands for what could not be read, so that those behind it keep their numbers.
            criteria.add(criterion.orElse(Criterion.of("")));
        }
        return criteria;
    }

    private static Optional<Criterion> check(Node.Keys map, String path, Reading reading) {
        Optional<String> check = map.entries().stream()
                .map(Node.Entry::key)
                .filter(CHECKS::contains)
                .findFirst();
        Optional<Node.Entry> name = map.entry("name");
        if (name.isEmpty() && check.isEmpty()) {
            quote(map, path, reading);
            return Optional.empty();
        }
        Fields fields = new Fields(map, path, reading, Set.of("name", "run", "file_exists"));
        Optional<String> text = fields.text("name");
        if (!arguments(fields)) {
            return Optional.of(Criterion.of(text.or(() -> check).orElse("name")));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.entries().stream()
                .filter(entry -> !entry.key().equals("name"))
                .forEach(e -> values.put(e.key(), Plain.of(e.value(), Pointer.of(path, e.key()), reading)));
        Values plain = new Values(values);
        return text.or(() -> check.map(key -> words(key, plain))).map(words -> new Criterion(words, plain));
    }

    private static boolean arguments(Fields fields) {
        boolean sound = true;
        Optional<Node> run = fields.value("run");
        if (run.isPresent() && run.get() instanceof Node.Items words) {
            fields.names("run");
            sound = words.items().stream().allMatch(word -> word instanceof Node.Scalar scalar && scalar.isText());
        } else if (run.isPresent()) {
            sound = fields.text("run").isPresent();
        }
        return (fields.value("file_exists").isEmpty()
                        || fields.text("file_exists").isPresent())
                && sound;
    }

    private static String words(String check, Values values) {
        Object argument = values.get(check).orElse("");
        String shown = argument instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : argument.toString();
        return check + ": " + shown;
    }

    private static void quote(Node.Keys map, String path, Reading reading) {
        String written = map.entries().stream()
                .findFirst()
                .filter(entry -> entry.value() instanceof Node.Scalar)
                .map(entry -> entry.key() + ": " + ((Node.Scalar) entry.value()).text())
                .orElse("");
        reading.found(
                Diagnostic.error(
                                "criterion-map",
                                path,
                                "A criterion that is a map needs a name or a check"
                                        + (written.isEmpty() ? "" : ": " + written))
                        .withHint(meant(map)
                                .orElse("write name: beside the check, or put the text in quotes"
                                        + (written.isEmpty() ? "" : ": \"" + written + "\""))),
                map.place());
    }

    /** The check that its only key is nearly the name of. */
    private static Optional<String> meant(Node.Keys map) {
        return map.entries().size() != 1
                ? Optional.empty()
                : Nearest.of(map.entries().get(0).key(), CHECKS).map(check -> "did you mean " + check + "?");
    }
}
