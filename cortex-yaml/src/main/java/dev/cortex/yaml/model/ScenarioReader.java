package dev.cortex.yaml.model;

import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Place;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A tree to a scenario. What is missing or contradicts itself is left to the checks of the model. */
public final class ScenarioReader {
    static final Set<String> KEYS = Set.of(
            "name",
            "description",
            "phases",
            "priority",
            "type",
            "version",
            "triggers",
            "monitoring",
            "rollback",
            "fail_fast",
            "max_parallel",
            "timeout",
            "inputs");
    static final Set<String> PHASE_KEYS = Set.of(
            "name",
            "description",
            "condition",
            "parallel",
            "agents",
            "profiles",
            "success_criteria",
            "prompt",
            "agent_mode",
            "timeout",
            "retry",
            "continue_on_failure",
            "outputs");

    private final Reading reading;

    private ScenarioReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads a scenario.
     *
     * @param root the document
     * @param reading is told what is wrong and where everything stands
     * @return the best draft
     */
    public static Scenario read(Node.Keys root, Reading reading) {
        return new ScenarioReader(reading).scenario(new Fields(root, "", reading, KEYS));
    }

    private Scenario scenario(Fields top) {
        Scenario.Builder scenario = Scenario.named(top.required("name")).description(top.required("description"));
        priority(top).ifPresent(scenario::priority);
        top.text("type").ifPresent(scenario::type);
        top.written("version").ifPresent(scenario::version);
        top.plain("triggers").ifPresent(scenario::triggers);
        top.plain("monitoring").ifPresent(scenario::monitoring);
        rollback(top).ifPresent(scenario::rollback);
        if (top.flag("fail_fast")) {
            scenario.failFast();
        }
        top.count("max_parallel").ifPresent(scenario::maxParallel);
        top.timeout("timeout").ifPresent(scenario::timeout);
        scenario.inputs(inputs(top));
        scenario.phases(phases(top));
        return scenario.extensions(top.extensions(Set.of())).build();
    }

    private static Optional<Priority> priority(Fields top) {
        List<String> words =
                Arrays.stream(Priority.values()).map(Priority::text).toList();
        return top.word("priority", words, List.of("normal"))
                .map(word -> word.equals("normal") ? Priority.MEDIUM : Priority.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private Optional<Rollback> rollback(Fields top) {
        return top.map("rollback", "write rollback: {enabled: true}").map(map -> {
            Fields fields = new Fields(map, top.at("rollback"), reading, Set.of("enabled", "strategy"));
            boolean enabled = fields.flag("enabled");
            String strategy = fields.text("strategy").orElse(Rollback.NONE.strategy());
            return new Rollback(enabled, strategy, fields.rest());
        });
    }

    private List<Input> inputs(Fields top) {
        if (!(top.entry("inputs").map(Node.Entry::value).orElse(null) instanceof Node.Keys map)) {
            return top.names("inputs").stream().map(Input::required).toList();
        }
        List<Input> inputs = new ArrayList<>();
        for (Node.Entry entry : map.entries()) {
            String path = Pointer.of(top.at("inputs"), entry.key());
            reading.put(path, entry.place());
            inputs.add(new Input(entry.key(), Optional.ofNullable(Plain.of(entry.value(), path, reading))));
        }
        return inputs;
    }

    private List<Phase> phases(Fields top) {
        if (top.entry("phases").filter(e -> Fields.isNull(e.value())).isPresent()) {
            return List.of();
        }
        List<Node> items = Listed.items(top, "phases");
        List<PhaseDraft> drafts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String path = Pointer.of(top.at("phases"), i);
            if (items.get(i) instanceof Node.Keys map) {
                drafts.add(phase(new Fields(map, path, reading, PHASE_KEYS), path, map.place()));
            } else {
                top.wrong(items.get(i), "a phase", path, "a map", Optional.of("a phase begins with - name: NAME"));
                drafts.add(
                        new PhaseDraft(path, items.get(i).place(), Phase.named(""), "", List.of(), Place.START, false));
            }
        }
        return Dialect.phases(drafts, reading);
    }

    private PhaseDraft phase(Fields fields, String path, Place place) {
        String name = fields.required("name");
        List<Atom> atoms = Conditions.of(fields);
        boolean parallel = fields.flag("parallel");
        Optional<String> mode = fields.word("agent_mode", List.of("sequential", "parallel"), List.of());
        Retries retries = Retries.of(fields);
        Phase.Builder phase = Phase.named(name)
                .parallel(parallel)
                .agents(fields.names("agents"))
                .profiles(fields.names("profiles"))
                .criteria(Criteria.of(fields))
                .retry(retries.rule())
                .outputs(fields.names("outputs"));
        fields.text("description").ifPresent(phase::description);
        fields.text("prompt").ifPresent(phase::prompt);
        mode.ifPresent(word -> phase.agentMode(AgentMode.valueOf(word.toUpperCase(Locale.ROOT))));
        fields.timeout("timeout").ifPresent(phase::timeout);
        if (fields.flag("continue_on_failure")) {
            phase.continueOnFailure();
        }
        Values extensions = fields.extensions(Set.of()).with(retries.unknown());
        phase.extensions(extensions);
        Place at = fields.entry("parallel").map(e -> e.value().place()).orElse(Place.START);
        return new PhaseDraft(path, place, phase, name, atoms, at, mode.isPresent());
    }
}
