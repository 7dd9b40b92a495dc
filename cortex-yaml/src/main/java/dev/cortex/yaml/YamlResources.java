package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.yaml.tree.Reading;
import dev.cortex.yaml.tree.Resources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Definitions on the class path. It cannot be listed, so the resources are named. Safe for use by many threads.
 *
 * @param <T> {@link Scenario} or {@link Workflow}
 */
public final class YamlResources<T> implements DefinitionLoader<T> {
    private final ClassLoader classes;
    private final Reader<T> reader;
    private final Shelf<T> shelf;
    private final List<Shelf.Source<T>> sources;

    private YamlResources(ClassLoader classes, List<String> resources, Reader<T> reader, Shelf<T> shelf) {
        this.classes = Objects.requireNonNull(classes, "classes");
        this.reader = reader;
        this.shelf = shelf;
        this.sources = List.copyOf(resources).stream()
                .map(name -> new Shelf.Source<>(Stem.of(name), name, () -> text(name), () -> read(name)))
                .toList();
    }

    /**
     * Scenarios from the class path.
     *
     * @param classes finds the resources
     * @param resources as {@link ClassLoader#getResource} takes them: {@code scenarios/release-prep.yaml}; copied
     * @return the loader
     */
    public static YamlResources<Scenario> scenarios(ClassLoader classes, List<String> resources) {
        return new YamlResources<>(classes, resources, ScenarioYaml.READER, new Shelf<>(Scenario::name));
    }

    /**
     * Workflows from the class path.
     *
     * @param classes finds the resources
     * @param resources as {@link ClassLoader#getResource} takes them; copied
     * @return the loader
     */
    public static YamlResources<Workflow> workflows(ClassLoader classes, List<String> resources) {
        return new YamlResources<>(classes, resources, WorkflowYaml.READER, new Shelf<>(Workflow::name));
    }

    @Override
    public List<String> list() {
        return Shelf.stems(sources);
    }

    @Override
    public Optional<Checked<T>> load(String name) {
        return shelf.load(Objects.requireNonNull(name, "name"), sources);
    }

    private Optional<String> text(String resource) {
        return Resources.bytes(classes, resource, new Reading(resource, Limits.DEFAULT.bounds()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Checked<T> read(String resource) {
        Reading reading = new Reading(resource, Limits.DEFAULT.bounds());
        Optional<byte[]> bytes = Resources.bytes(classes, resource, reading);
        return bytes.isEmpty() ? reading.result(null) : reader.parse(bytes.get(), resource, Limits.DEFAULT);
    }
}
