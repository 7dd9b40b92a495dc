package dev.cortex.core.check;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Diagnostic.Related;
import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Workflow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules for a workflow. */
final class WorkflowCheck {
    private final Workflow workflow;
    private final Agents agents;
    private final Findings findings;

    WorkflowCheck(Workflow workflow, Agents agents, Findings findings) {
        this.workflow = workflow;
        this.agents = agents;
        this.findings = findings;
    }

    void check() {
        findings.ownName(workflow.name(), "", Names.WORKFLOW);
        findings.required(workflow.description(), "", "description");
        if (workflow.steps().isEmpty()) {
            findings.add(Findings.missing("", "steps").withHint("list at least one step"));
        }
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < workflow.steps().size(); i++) {
            Step step = workflow.steps().get(i);
            String path = "/steps/" + i;
            name(step.name(), path, first, i);
            if (step.prompt().orElse(step.description()).isBlank()) {
                findings.add(Findings.missing(path, "prompt").withHint("a description would do in its place"));
            }
            step.agent().ifPresent(agent -> agents.check(agent, path + "/agent"));
            findings.names(step.outputs(), path + "/outputs", Names.OUTPUT);
        }
    }

    private void name(String name, String path, Map<String, Integer> first, int index) {
        findings.ownName(name, path, Names.STEP);
        Integer earlier = first.putIfAbsent(name, index);
        if (earlier != null && !name.isBlank()) {
            findings.add(Diagnostic.error("duplicate-step", path + "/name", "Duplicate step name: " + name)
                    .withHint("give each step a name of its own")
                    .relatedTo(List.of(Related.of("first of that name", "/steps/" + earlier + "/name"))));
        }
    }
}
