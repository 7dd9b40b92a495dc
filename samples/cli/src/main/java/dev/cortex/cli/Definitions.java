package dev.cortex.cli;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.core.Cortex;
import dev.cortex.yaml.YamlFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The definitions of one kind in one home. */
final class Definitions {
    private final Kind kind;
    private final Home home;
    private final Path folder;
    private final InstalledAgents agents;

    Definitions(Kind kind, Home home) {
        this.kind = kind;
        this.home = home;
        this.folder = home.definitions(kind);
        this.agents = new InstalledAgents(home);
    }

    Path folder() {
        return folder;
    }

    InstalledAgents agents() {
        return agents;
    }

    /** {@return the names of all definitions, sorted} */
    List<String> names() {
        return kind == Kind.SCENARIO ? scenarios().list() : workflows().list();
    }

    /** {@return all definitions, sound or not, by name} */
    List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        names().forEach(name -> named(name).ifPresent(all::add));
        return all;
    }

    /** {@return the definition of that name, sound or not} */
    Optional<Definition> named(String name) {
        try (Cortex cortex = Cortex.builder().catalog(agents.catalog()).build()) {
            return kind == Kind.SCENARIO
                    ? load(scenarios(), name, cortex::plan)
                    : load(workflows(), name, cortex::planWorkflow);
        }
    }

    /**
     * The definition of that name.
     *
     * @throws CommandException if there is none
     */
    Definition find(String name) {
        return named(name)
                .orElseThrow(() -> CommandException.notFound("No " + kind.word() + " " + Visible.clip(name) + " in "
                        + folder + Nearest.hint(name, names())));
    }

    /**
     * The plan of the definition of that name.
     *
     * @throws CommandException if there is none, or if it cannot run
     */
    Plan plan(String name) {
        return plan(find(name));
    }

    /**
     * The plan of a definition.
     *
     * @throws CommandException if it cannot run; with all that is wrong
     */
    Plan plan(Definition definition) {
        if (!definition.plan().ok()) {
            throw CommandException.invalid(FindingText.of(kind, definition).toArray(String[]::new));
        }
        return definition.plan().orElseThrow();
    }

    private static <T> Optional<Definition> load(
            DefinitionLoader<T> loader, String name, Function<Checked<T>, Checked<Plan>> planner) {
        return loader.load(name).map(found -> {
            String path = found.source().file().or(() -> firstFile(found)).orElse(name);
            String file = FindingText.fileName(path);
            return new Definition(file.replaceFirst("\\.ya?ml$", ""), file, path, planner.apply(found));
        });
    }

    /** Of a file that could not be read at all, only the findings know the name. */
    private static Optional<String> firstFile(Checked<?> found) {
        return found.findings().stream()
                .flatMap(finding -> finding.position().stream())
                .map(Position::file)
                .findFirst();
    }

    private DefinitionLoader<Scenario> scenarios() {
        return YamlFolder.scenarios(folder, home.folder());
    }

    private DefinitionLoader<Workflow> workflows() {
        return YamlFolder.workflows(folder, home.folder());
    }
}
