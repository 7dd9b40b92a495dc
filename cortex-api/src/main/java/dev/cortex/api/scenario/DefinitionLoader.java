package dev.cortex.api.scenario;

import dev.cortex.api.diagnostic.Checked;
import java.util.List;
import java.util.Optional;

/**
 * Where definitions come from: a folder, the class path, a database. Safe for use by many threads.
 *
 * @param <T> {@link Scenario} or {@link Workflow}
 */
public interface DefinitionLoader<T> {
    /**
     * Lists what can be loaded, sound or not.
     *
     * @return the names by which {@link #load} finds each definition, sorted
     */
    List<String> list();

    /**
     * Loads one definition.
     *
     * @param name one of the names listed, or else the name that a definition gives itself
     * @return the definition with what was found out about it; empty if there is none of that name
     */
    Optional<Checked<T>> load(String name);
}
