package dev.cortex.api.agent;

import java.util.Set;

/** The agents that exist. A host that gives one has every scenario checked against it before it runs. */
@FunctionalInterface
public interface AgentCatalog {
    /**
     * Looks up which agents there are now; called once for each check.
     *
     * @return their names, in no particular order
     */
    Set<String> names();
}
