package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The definitions in a folder: regular files {@code *.yaml} and {@code *.yml} that are not hidden. A link has to end
 * inside the home that the folder belongs to. A definition is found by its file's name without ending, else by the name
 * that it gives itself; a name is only ever compared, never made part of a path. Looks at the folder anew with every
 * call; safe for use by many threads.
 *
 * <p>In a folder of scenarios {@code schema.yaml} is no scenario but the project's own standard, and every scenario is
 * checked against it.
 *
 * @param <T> {@link Scenario} or {@link Workflow}
 */
public final class YamlFolder<T> implements DefinitionLoader<T> {
    private static final String STANDARD = "schema.yaml";
    private static final int LOOK = 64 << 10;

    private final Path folder;
    private final Path home;
    private final Reader<T> reader;
    private final Shelf<T> shelf;
    private final Limits limits;
    private final boolean withStandard;
    private final UnaryOperator<Checked<T>> standard;
    private final List<JsonSchema> schemas;

    private YamlFolder(
            Path folder,
            Path home,
            Reader<T> reader,
            Shelf<T> shelf,
            Limits limits,
            boolean withStandard,
            UnaryOperator<Checked<T>> standard,
            List<JsonSchema> schemas) {
        this.folder = Objects.requireNonNull(folder, "folder");
        this.home = Objects.requireNonNull(home, "home");
        this.reader = reader;
        this.shelf = shelf;
        this.limits = limits;
        this.withStandard = withStandard;
        this.standard = standard;
        this.schemas = List.copyOf(schemas);
    }

    /**
     * The scenarios in a folder. It need not exist.
     *
     * @param folder the folder
     * @param home the folder out of which no link may lead; usually the parent of {@code folder}
     * @return the loader
     */
    public static YamlFolder<Scenario> scenarios(Path folder, Path home) {
        return new YamlFolder<>(
                folder,
                home,
                ScenarioYaml.READER,
                new Shelf<>(Scenario::name),
                Limits.DEFAULT,
                true,
                read -> checked(read, folder.resolve(STANDARD)),
                List.of());
    }

    /**
     * The workflows in a folder. It need not exist.
     *
     * @param folder the folder
     * @param home the folder out of which no link may lead; usually the parent of {@code folder}
     * @return the loader
     */
    public static YamlFolder<Workflow> workflows(Path folder, Path home) {
        return new YamlFolder<>(
                folder,
                home,
                WorkflowYaml.READER,
                new Shelf<>(Workflow::name),
                Limits.DEFAULT,
                false,
                UnaryOperator.identity(),
                List.of());
    }

    /**
     * The same folder with other limits.
     *
     * @param others what a file may cost
     * @return a loader
     */
    public YamlFolder<T> limits(Limits others) {
        return new YamlFolder<>(folder, home, reader, shelf, others, withStandard, standard, schemas);
    }

    /**
     * The same folder, every file of which is checked against a JSON Schema, too. The published schemas find nothing that
     * reading does not find; this is for a host's own.
     *
     * @param schema what else a file has to fit
     * @return a loader
     */
    public YamlFolder<T> checkedBy(JsonSchema schema) {
        List<JsonSchema> more = new ArrayList<>(schemas);
        more.add(Objects.requireNonNull(schema, "schema"));
        return new YamlFolder<>(folder, home, reader, shelf, limits, withStandard, standard, more);
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the folder exists and cannot be listed
     */
    @Override
    public List<String> list() {
        return Shelf.stems(sources());
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the folder exists and cannot be listed
     */
    @Override
    public Optional<Checked<T>> load(String name) {
        return shelf.load(Objects.requireNonNull(name, "name"), sources());
    }

    private List<Shelf.Source<T>> sources() {
        List<Shelf.Source<T>> sources = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return sources;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, this::definition)) {
            files.forEach(file -> sources.add(new Shelf.Source<>(
                    Stem.of(fileName(file)), file.toString(), () -> beginning(file), () -> read(file))));
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("cannot list " + folder, e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        sources.sort(Comparator.comparing(Shelf.Source::shown));
        return sources;
    }

    private static String fileName(Path file) {
        return Objects.requireNonNull(file.getFileName(), "a file in a folder has a name")
                .toString();
    }

    private boolean definition(Path file) {
        String name = fileName(file);
        return (name.endsWith(".yaml") || name.endsWith(".yml"))
                && !name.startsWith(".")
                && !(withStandard && name.equals(STANDARD))
                && Files.isRegularFile(file);
    }

    private boolean inside(Path file) {
        try {
            return file.toRealPath().startsWith(home.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> beginning(Path file) {
        if (!inside(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LOOK), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Checked<T> read(Path file) {
        if (!inside(file)) {
            Diagnostic outside = Diagnostic.error(
                            "link-outside-home", "", "The file is a link that leads out of " + home)
                    .withHint("put a copy there")
                    .at(Position.startOf(file.toString()));
            return Checked.failed(List.of(outside), SourceMap.none());
        }
        Checked<T> read = standard.apply(reader.read(file, file.toString(), limits));
        for (JsonSchema schema : schemas) {
            read = fitting(schema, file, read);
        }
        return read;
    }

    /** Where the text itself is broken, reading has said so, and there is nothing to hold against a schema. */
    private Checked<T> fitting(JsonSchema schema, Path file, Checked<T> read) {
        if (read.draft().isEmpty()) {
            return read;
        }
        try {
            Checked<String> fits = schema.check(Files.readString(file), file.toString());
            return read.then(draft -> Checked.of(draft, fits.findings(), SourceMap.none()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Checked<Scenario> checked(Checked<Scenario> read, Path standard) {
        if (!Files.isRegularFile(standard)) {
            return read;
        }
        Checked<ProjectSchema> schema = ProjectSchema.read(standard);
        Checked<Scenario> checked =
                schema.draft().map(rules -> rules.check(read)).orElse(read);
        // Trouble in the standard itself is trouble for whatever it is to be applied to.
        return checked.then(scenario -> Checked.of(scenario, schema.findings(), SourceMap.none()));
    }
}
