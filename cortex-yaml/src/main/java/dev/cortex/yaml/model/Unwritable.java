package dev.cortex.yaml.model;

import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Values;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Models that can be built in Java and that no file can say. */
final class Unwritable {
    private Unwritable() {}

    static void add(Map<String, @Nullable Object> map, Values extensions, Set<String> known, String where) {
        extensions.map().forEach((key, value) -> {
            if (known.contains(key)) {
                throw new IllegalArgumentException("an extension of " + where + " is called " + key
                        + ", which is a key of its own; call it x-" + key);
            }
            map.put(key, value);
        });
    }

    static String text(Condition atom) {
        boolean wantsNames = !(atom instanceof Condition.Auto) && !(atom instanceof Condition.Manual);
        if (wantsNames && atom.phases().isEmpty()) {
            throw new IllegalArgumentException("a condition without names cannot be written: " + atom.text());
        }
        for (String name : atom.phases()) {
            if (name.isBlank() || name.contains(",") || !name.equals(name.strip())) {
                throw new IllegalArgumentException(
                        "a condition cannot be written, because its name is empty or has a comma or outer blanks: "
                                + atom.text());
            }
        }
        return atom.text();
    }

    static void check(Criterion criterion) {
        if (criterion.check().map().containsKey("name")) {
            throw new IllegalArgumentException(
                    "a check with an argument called name cannot be written; criterion: " + criterion.text());
        }
    }
}
