package dev.cortex.core.check;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Phase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the agents that a definition names exist. */
final class Agents {
    private final Findings findings;
    private final Optional<Set<String>> known;
    private final Nearest nearest;
    /** The advice for each name that was not found: one agent may be missing in many places. */
    private final Map<String, Optional<String>> advice = new HashMap<>();

    Agents(Findings findings, Optional<AgentCatalog> catalog) {
        this.findings = findings;
        // Sorted, so that of two names equally near the same one is always proposed.
        this.known = catalog.map(agents -> new TreeSet<>(agents.names()));
        this.nearest = new Nearest(known.orElse(Set.of()));
    }

    /** The agents of one phase. Twice the same one may be meant, as a second look; more often it is a slip. */
    void check(List<String> names, String path) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            check(name, path + "/" + i);
            if (!seen.add(name)) {
                findings.add(Diagnostic.warning("duplicate-agent", path + "/" + i, "Duplicate agent: " + name)
                        .withHint("it works once for each time it is listed"));
            }
        }
    }

    /** One agent. */
    void check(String name, String path) {
        Optional<String> problem = Names.AGENT.problem(name);
        boolean missing = known.isPresent()
                && !name.equals(Phase.DEFAULT_AGENT)
                && !known.get().contains(name);
        if (problem.isPresent() || missing) {
            Diagnostic finding = Diagnostic.error("agent-not-found", path, "Agent not found: " + name);
            Optional<String> hint = problem.isPresent() ? problem : advice.computeIfAbsent(name, this::advise);
            findings.add(hint.map(finding::withHint).orElse(finding));
        }
    }

    private Optional<String> advise(String name) {
        if (known.isPresent() && known.get().isEmpty()) {
            return Optional.of("there are no agents");
        }
        return nearest.to(name).map(near -> "did you mean `" + near + "`?");
    }
}
