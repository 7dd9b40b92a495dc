package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Definitions that are at hand as texts. Immutable, and safe for use by many threads.
 *
 * @param <T> {@link Scenario} or {@link Workflow}
 */
public final class YamlTexts<T> implements DefinitionLoader<T> {
    private final Shelf<T> shelf;
    private final List<Shelf.Source<T>> sources;

    private YamlTexts(Map<String, String> texts, Reader<T> reader, Shelf<T> shelf) {
        this.shelf = shelf;
        this.sources = new TreeMap<>(texts)
                .entrySet().stream()
                        .map(entry -> new Shelf.Source<>(
                                entry.getKey(),
                                entry.getKey(),
                                () -> Optional.of(entry.getValue()),
                                () -> reader.parse(entry.getValue(), entry.getKey(), Limits.DEFAULT)))
                        .toList();
    }

    /**
     * Scenarios from texts.
     *
     * @param texts from names to YAML; copied
     * @return the loader
     */
    public static YamlTexts<Scenario> scenarios(Map<String, String> texts) {
        return new YamlTexts<>(texts, ScenarioYaml.READER, new Shelf<>(Scenario::name));
    }

    /**
     * Workflows from texts.
     *
     * @param texts from names to YAML; copied
     * @return the loader
     */
    public static YamlTexts<Workflow> workflows(Map<String, String> texts) {
        return new YamlTexts<>(texts, WorkflowYaml.READER, new Shelf<>(Workflow::name));
    }

    @Override
    public List<String> list() {
        return Shelf.stems(sources);
    }

    @Override
    public Optional<Checked<T>> load(String name) {
        return shelf.load(Objects.requireNonNull(name, "name"), sources);
    }
}
