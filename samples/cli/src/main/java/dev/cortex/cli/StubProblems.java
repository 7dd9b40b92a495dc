package dev.cortex.cli;

import dev.cortex.api.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes plain values apart, and keeps what does not fit. */
final class StubProblems {
    private final List<Diagnostic> found;

    StubProblems(List<Diagnostic> before) {
        this.found = new ArrayList<>(before);
    }

    void add(Diagnostic problem) {
        found.add(problem);
    }

    List<Diagnostic> all() {
        return found;
    }

    /** {@return a key as a step of a JSON Pointer} */
    static String step(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** {@return whether there is something of that name; if not, that is a problem} */
    boolean known(Collection<String> names, String name, String what, String path) {
        if (names.contains(name)) {
            return true;
        }
        String code = "unknown-" + what.replaceFirst(" .*", "");
        Diagnostic problem = Diagnostic.error(code, path, "Unknown " + what + ": " + name);
        add(Nearest.to(name, names)
                .map(near -> problem.withHint("did you mean " + near + "?"))
                .orElse(
                        names.isEmpty()
                                ? problem
                                : problem.withHint("there is " + Visible.clip(String.join(", ", names)))));
        return false;
    }

    /** {@return a map's entries; nothing is an empty map, and anything else is a problem} */
    Map<String, @Nullable Object> map(@Nullable Object value, String path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        } else if (value != null) {
            expected("a map", value, path);
        }
        return map;
    }

    /** {@return a list's items by their paths; what is no list is its one item} */
    Map<String, @Nullable Object> list(@Nullable Object value, String path) {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        if (value instanceof List<?> list && !list.isEmpty()) {
            list.forEach(item -> items.put(path + "/" + items.size(), item));
        } else {
            items.put(path, value);
        }
        return items;
    }

    /** {@return one of some words; anything else is a problem} */
    <E extends Enum<E>> Optional<E> word(@Nullable Object value, String path, E[] words) {
        Optional<E> found =
                Arrays.stream(words).filter(word -> lower(word).equals(value)).findFirst();
        if (found.isEmpty()) {
            List<String> all = Arrays.stream(words).map(StubProblems::lower).toList();
            expected("one of " + String.join(", ", all), value, path);
        }
        return found;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    void expected(String what, @Nullable Object value, String path) {
        add(Diagnostic.error("wrong-value", path, "Expected " + what + ": " + value));
    }
}
