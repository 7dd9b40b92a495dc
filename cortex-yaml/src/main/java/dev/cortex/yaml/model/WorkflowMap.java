package dev.cortex.yaml.model;

import dev.cortex.api.scenario.Step;
import dev.cortex.api.scenario.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workflow as the plain data of its file. What has its default value is left out. */
public final class WorkflowMap {
    private static final Set<String> RESERVED = without(WorkflowReader.KEYS, WorkflowReader.KEPT);
    private static final Set<String> STEP_RESERVED = without(WorkflowReader.STEP_KEYS, Set.of("inputs"));

    private WorkflowMap() {}

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(key -> !some.contains(key)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The data.
     *
     * @param workflow a workflow
     * @return keys and values as {@link WorkflowReader} reads them
     * @throws IllegalArgumentException if no file can say this
     */
    public static Map<String, @Nullable Object> of(Workflow workflow) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", workflow.name());
        map.put("description", workflow.description());
        Unwritable.add(map, workflow.extensions(), RESERVED, "the workflow");
        map.put("steps", workflow.steps().stream().map(WorkflowMap::step).toList());
        return map;
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", step.name());
        if (!step.description().isEmpty()) {
            map.put("description", step.description());
        }
        step.agent().ifPresent(agent -> map.put("agent", agent));
        step.prompt().ifPresent(prompt -> map.put("prompt", prompt));
        if (!step.outputs().isEmpty()) {
            map.put("outputs", step.outputs());
        }
        Unwritable.add(map, step.extensions(), STEP_RESERVED, "step " + step.name());
        return map;
    }
}
