package dev.cortex.core.check;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds everything that is wrong with the content of a definition, in one pass. Pure but for the catalog, which is asked
 * once. The findings have element paths and no positions: {@link Checked#then} adds those of a file. Who waits for whom
 * in a ring is found by the planner.
 */
public final class Checks {
    private Checks() {}

    /**
     * Checks a scenario.
     *
     * @param scenario what to check
     * @param catalog the agents that exist; without one only names that no agent can have are reported
     * @param compensation whether the host has a handler that undoes phases
     * @return the scenario, whatever was found
     */
    public static Checked<Scenario> check(Scenario scenario, Optional<AgentCatalog> catalog, boolean compensation) {
        Objects.requireNonNull(scenario, "scenario");
        Findings findings = new Findings();
        new ScenarioCheck(scenario, new Agents(findings, catalog), findings).check(compensation);
        return Checked.of(scenario, findings.all(), SourceMap.none());
    }

    /**
     * Checks a workflow, and makes the scenario of it that is to be planned.
     *
     * @param workflow what to check
     * @param catalog the agents that exist; without one only names that no agent can have are reported
     * @return the scenario; absent if there is an error. The paths of the findings are those of the workflow
     */
    public static Checked<Scenario> check(Workflow workflow, Optional<AgentCatalog> catalog) {
        Objects.requireNonNull(workflow, "workflow");
        Findings findings = new Findings();
        new WorkflowCheck(workflow, new Agents(findings, catalog), findings).check();
        List<Diagnostic> all = findings.all();
        // A workflow is a chain: without errors here the planner finds none, and with them its paths would be wrong.
        return all.stream().anyMatch(Diagnostic::isError)
                ? Checked.failed(all, SourceMap.none())
                : Checked.of(workflow.toScenario(), all, SourceMap.none());
    }
}
