package dev.cortex.yaml.model;

import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Values;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.yaml.tree.Node;
import dev.cortex.yaml.tree.Pointer;
import dev.cortex.yaml.tree.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tree to a workflow. */
public final class WorkflowReader {
    static final Set<String> STEP_KEYS = Set.of("name", "prompt", "agent", "description", "inputs", "outputs");
    /** Keys that older workflows carry; they are data for the host. */
    static final Set<String> KEPT = Set.of("version", "triggers", "monitoring", "rollback");

    static final Set<String> KEYS =
            Set.of("name", "description", "steps", "version", "triggers", "monitoring", "rollback");

    private final Reading reading;

    private WorkflowReader(Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads a workflow. A step also stands where the phase stands that it becomes, at {@code /phases/…}.
     *
     * @param root the document
     * @param reading is told what is wrong and where everything stands
     * @return the best draft
     */
    public static Workflow read(Node.Keys root, Reading reading) {
        return new WorkflowReader(reading).workflow(new Fields(root, "", reading, KEYS));
    }

    private Workflow workflow(Fields top) {
        top.entry("steps")
                .ifPresent(e -> reading.put(
                        "/phases",
                        Fields.isNull(e.value()) ? e.place() : e.value().place()));
        return new Workflow(top.required("name"), top.required("description"), steps(top), top.extensions(KEPT));
    }

    private List<Step> steps(Fields top) {
        if (top.entry("steps").filter(e -> Fields.isNull(e.value())).isPresent()) {
            return List.of();
        }
        List<Node> items = Listed.items(top, "steps");
        List<Step> steps = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            String path = Pointer.of(top.at("steps"), i);
            reading.put(Pointer.of("/phases", i), items.get(i).place());
            if (items.get(i) instanceof Node.Keys map) {
                // First under the name of the phase; what is found then bears the path that the author wrote.
                Fields alias = new Fields(map, Pointer.of("/phases", i), reading, STEP_KEYS);
                alias.entry("agent")
                        .ifPresent(
                                e -> reading.put(alias.at("agents"), e.value().place()));
                alias.entry("agent")
                        .ifPresent(e -> reading.put(
                                Pointer.of(alias.at("agents"), 0), e.value().place()));
                steps.add(step(new Fields(map, path, reading, STEP_KEYS)));
            } else {
                top.wrong(items.get(i), "a step", path, "a map", Optional.of("a step begins with - name: NAME"));
                steps.add(new Step("", "", Optional.empty(), Optional.empty(), List.of(), Values.none()));
            }
        }
        return steps;
    }

    private static Step step(Fields fields) {
        return new Step(
                fields.required("name"),
                fields.text("description").orElse(""),
                fields.text("prompt"),
                fields.text("agent"),
                fields.names("outputs"),
                fields.extensions(Set.of("inputs")));
    }
}
