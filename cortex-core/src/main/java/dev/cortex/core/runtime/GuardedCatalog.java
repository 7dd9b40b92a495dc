package dev.cortex.core.runtime;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.store.StateException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The host's catalog, as the engine sees it: whatever goes wrong in there comes out as an exception that names it. */
public final class GuardedCatalog implements AgentCatalog {
    private final AgentCatalog catalog;

    /**
     * A catalog of a host's.
     *
     * @param catalog the catalog
     */
    public GuardedCatalog(AgentCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * {@inheritDoc}
     *
     * @throws StateException if the catalog throws one, as it may an {@link UncheckedIOException}: these have words for
     *     people already
     * @throws IllegalStateException if it throws anything else, or answers with null
     */
    @Override
    public Set<String> names() {
        @Nullable Set<String> names;
        try {
            names = catalog.names();
            names = names == null ? null : Set.copyOf(names);
        } catch (StateException | UncheckedIOException unreadable) {
            throw unreadable;
        } catch (Throwable thrown) { // Code of the host.
            throw new IllegalStateException(
                    "the catalog " + Problem.culprit(catalog) + " threw " + Problem.of(thrown),
                    Problem.printable(thrown));
        }
        if (names == null) {
            throw new IllegalStateException("the catalog " + Problem.culprit(catalog) + " answered with null");
        }
        return names;
    }
}
