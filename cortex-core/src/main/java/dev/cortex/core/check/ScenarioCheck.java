package dev.cortex.core.check;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Diagnostic.Related;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for a scenario, its conditions apart. Findings come in the order in which most files list their keys. */
final class ScenarioCheck {
    private static final Set<String> STRATEGIES = Set.of("automatic", "phased", "manual");

    /** What a reader makes of a phase that it could not use, and has told about. */
    private static final Phase NOTHING = Phase.named("").build();

    private final Scenario scenario;
    private final Agents agents;
    private final Findings findings;

    ScenarioCheck(Scenario scenario, Agents agents, Findings findings) {
        this.scenario = scenario;
        this.agents = agents;
        this.findings = findings;
    }

    void check(boolean compensation) {
        findings.ownName(scenario.name(), "", Names.SCENARIO);
        findings.required(scenario.description(), "", "description");
        rollback(scenario.rollback(), compensation);
        inputs(scenario.inputs());
        if (scenario.phases().isEmpty()) {
            findings.add(Findings.missing("", "phases").withHint("list at least one phase"));
        }
        Conditions conditions = new Conditions(scenario.phases(), findings);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < scenario.phases().size(); i++) {
            Phase phase = scenario.phases().get(i);
            String path = "/phases/" + i;
            name(phase.name(), path, first, i);
            conditions.check(i);
            work(phase, path);
            agents.check(phase.agents(), path + "/agents");
            findings.names(phase.profiles(), path + "/profiles", Names.PROFILE);
            criteria(phase.criteria(), path + "/success_criteria");
            findings.names(phase.outputs(), path + "/outputs", Names.OUTPUT);
        }
    }

    private void rollback(Rollback rollback, boolean compensation) {
        if (rollback.enabled() && !compensation) {
            findings.add(Diagnostic.warning(
                            "rollback-without-handler", "/rollback", "Rollback is enabled, and nothing can perform it")
                    .withHint("the host has no compensation handler; a failed run will say `rollback: not performed`"));
        }
        if (!STRATEGIES.contains(rollback.strategy())) {
            findings.add(Diagnostic.warning(
                            "unknown-strategy",
                            "/rollback/strategy",
                            "Unknown rollback strategy: " + rollback.strategy())
                    .withHint("it is taken for `automatic`; the others are `phased` and `manual`"));
        }
    }

    private void inputs(List<Input> inputs) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            String name = inputs.get(i).name();
            findings.name(name, "/inputs/" + i, Names.INPUT);
            if (!seen.add(name)) {
                findings.add(Diagnostic.error("duplicate-input", "/inputs/" + i, "Duplicate input: " + name)
                        .withHint("an input has one name and at most one default"));
            }
        }
    }

    private void name(String name, String path, Map<String, Integer> first, int index) {
        findings.ownName(name, path, Names.PHASE);
        if (!name.isBlank() && !name.equals(name.strip())) {
            findings.add(Diagnostic.warning(
                            "blanks-around-name", path + "/name", "Phase name begins or ends with a blank: " + name)
                    .withHint("a condition in a file cannot name it"));
        }
        Integer earlier = first.putIfAbsent(name, index);
        if (earlier != null && !name.isBlank()) {
            findings.add(Diagnostic.error("duplicate-phase", path + "/name", "Duplicate phase name: " + name)
                    .withHint("give each phase a name of its own")
                    .relatedTo(List.of(Related.of("first of that name", "/phases/" + earlier + "/name"))));
        }
    }

    private void work(Phase phase, String path) {
        if (phase.workers().isEmpty() && !phase.equals(NOTHING)) {
            findings.add(Diagnostic.warning("no-work", path + "/agents", "Phase does no work: " + phase.name())
                    .withHint("list its agents, or write a prompt for the default agent"));
        }
        if (phase.prompt().filter(String::isBlank).isPresent()) {
            findings.add(
                    Diagnostic.warning("empty-prompt", path + "/prompt", "Phase has an empty prompt: " + phase.name())
                            .withHint("say what is to be done, or leave the key out"));
        }
    }

    private void criteria(List<Criterion> criteria, String path) {
        for (int i = 0; i < criteria.size(); i++) {
            if (criteria.get(i).text().isBlank() && criteria.get(i).check().isEmpty()) {
                findings.add(Diagnostic.error("empty-criterion", path + "/" + i, "Criterion without words")
                        .withHint("say what has to be true"));
            }
        }
    }
}
