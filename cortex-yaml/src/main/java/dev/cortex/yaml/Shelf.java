package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.yaml.tree.TopLevel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds a definition among several by its stem or its own name; what all loaders share. */
final class Shelf<T> {
    private final Function<T, String> nameOf;

    Shelf(Function<T, String> nameOf) {
        this.nameOf = nameOf;
    }

    /**
     * A definition that can be read.
     *
     * @param stem by what it is found
     * @param shown what it is called in messages
     * @param text its beginning, for a look at its name; empty if it cannot be read
     * @param read reads it
     */
    record Source<T>(String stem, String shown, Supplier<Optional<String>> text, Supplier<Checked<T>> read) {
        /** The name that the definition gives itself, found without reading it whole. */
        Optional<String> name() {
            return text.get().flatMap(TopLevel::name);
        }
    }

    static <T> List<String> stems(List<Source<T>> sources) {
        return sources.stream().map(Source::stem).distinct().sorted().toList();
    }

    Optional<Checked<T>> load(String name, List<Source<T>> sources) {
        List<Source<T>> found =
                sources.stream().filter(source -> source.stem().equals(name)).toList();
        if (found.isEmpty()) {
            found = sources.stream()
                    .filter(source -> source.name().filter(name::equals).isPresent())
                    .toList();
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Source<T> source = found.get(0);
        return Optional.of(source.read().get().then(draft -> compared(draft, source, sources)));
    }

    private Checked<T> compared(T draft, Source<T> source, List<Source<T>> all) {
        String name = nameOf.apply(draft);
        List<String> twins = all.stream()
                .filter(other -> !other.equals(source))
                .filter(other -> other.stem().equals(source.stem())
                        || (!name.isEmpty() && other.name().filter(name::equals).isPresent()))
                .map(Source::shown)
                .toList();
        if (!twins.isEmpty()) {
            return Checked.of(draft, List.of(twin(name, twins)), SourceMap.none());
        }
        return name.isEmpty() || name.equals(source.stem())
                ? Checked.of(draft)
                : Checked.of(draft, List.of(differs(name, source.stem())), SourceMap.none());
    }

    private static Diagnostic twin(String name, List<String> twins) {
        return Diagnostic.error("duplicate-definition", "/name", "Another file has the same name: " + name)
                .withHint("rename one of them; the other is " + String.join(", ", twins));
    }

    private static Diagnostic differs(String name, String stem) {
        return Diagnostic.warning("name-differs", "/name", "The file is called " + stem + " and what is in it " + name)
                .withHint("call both the same: runs are filed under " + name);
    }
}
