package dev.cortex.yaml.model;

import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Criterion;
import dev.cortex.api.scenario.Input;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Priority;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Rollback;
import dev.cortex.api.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scenario as the plain data of its file. What has its default value is left out. */
public final class ScenarioMap {
    private static final Set<String> DEFAULTS =
            Set.of("priority", "fail_fast", "parallel", "agent_mode", "continue_on_failure");

    private ScenarioMap() {}

    /**
     * The data.
     *
     * @param scenario a scenario
     * @return keys and values as {@link ScenarioReader} reads them
     * @throws IllegalArgumentException if no file can say this
     */
    public static Map<String, @Nullable Object> of(Scenario scenario) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", scenario.name());
        map.put("description", scenario.description());
        if (scenario.priority() != Priority.MEDIUM) {
            map.put("priority", scenario.priority().text());
        }
        scenario.type().ifPresent(type -> map.put("type", type));
        scenario.version().ifPresent(version -> map.put("version", version));
        scenario.triggers().ifPresent(triggers -> map.put("triggers", triggers));
        scenario.monitoring().ifPresent(monitoring -> map.put("monitoring", monitoring));
        if (!scenario.rollback().equals(Rollback.NONE)) {
            map.put("rollback", rollback(scenario.rollback()));
        }
        if (scenario.failFast()) {
            map.put("fail_fast", true);
        }
        scenario.maxParallel().ifPresent(most -> map.put("max_parallel", (long) most));
        scenario.timeout().ifPresent(limit -> map.put("timeout", DurationText.of(limit)));
        if (!scenario.inputs().isEmpty()) {
            map.put("inputs", inputs(scenario.inputs()));
        }
        Unwritable.add(map, scenario.extensions(), ScenarioReader.KEYS, "the scenario");
        map.put("phases", scenario.phases().stream().map(ScenarioMap::phase).toList());
        return map;
    }

    /**
     * The data with what was left out because it is the default.
     *
     * @param scenario a scenario
     * @return all keys that have a value
     */
    public static Map<String, @Nullable Object> full(Scenario scenario) {
        Map<String, @Nullable Object> map = of(scenario);
        map.put("priority", scenario.priority().text());
        map.put("fail_fast", scenario.failFast());
        return map;
    }

    /**
     * The data with what was left out because it is the default.
     *
     * @param phase a phase
     * @return all keys that have a value
     */
    public static Map<String, @Nullable Object> full(Phase phase) {
        Map<String, @Nullable Object> map = phase(phase);
        map.put("parallel", phase.parallel());
        map.put("agent_mode", phase.agentMode().text());
        map.put("continue_on_failure", phase.continueOnFailure());
        return map;
    }

    /**
     * Whether a key has a value although nobody wrote one.
     *
     * @param key a key
     * @return whether it does
     */
    public static boolean hasDefault(String key) {
        return DEFAULTS.contains(key);
    }

    private static Map<String, @Nullable Object> rollback(Rollback rollback) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("enabled", rollback.enabled());
        map.put("strategy", rollback.strategy());
        Unwritable.add(map, rollback.more(), Set.of("enabled", "strategy"), "rollback");
        return map;
    }

    private static Object inputs(List<Input> inputs) {
        if (inputs.stream().allMatch(input -> input.fallback().isEmpty())) {
            return inputs.stream().map(Input::name).toList();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Input input : inputs) {
            if (map.containsKey(input.name())) {
                throw new IllegalArgumentException("two inputs are called " + input.name());
            }
            map.put(input.name(), input.fallback().orElse(null));
        }
        return map;
    }

    private static Map<String, @Nullable Object> phase(Phase phase) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", phase.name());
        if (!phase.description().isEmpty()) {
            map.put("description", phase.description());
        }
        map.put("condition", condition(phase.conditions()));
        if (phase.parallel()) {
            map.put("parallel", true);
        }
        list(map, "profiles", phase.profiles());
        list(map, "agents", phase.agents());
        if (phase.agentMode() != AgentMode.SEQUENTIAL) {
            map.put("agent_mode", phase.agentMode().text());
        }
        phase.prompt().ifPresent(prompt -> map.put("prompt", prompt));
        list(
                map,
                "success_criteria",
                phase.criteria().stream().map(ScenarioMap::criterion).toList());
        phase.timeout().ifPresent(limit -> map.put("timeout", DurationText.of(limit)));
        if (!phase.retry().equals(Retry.NONE)) {
            map.put("retry", retry(phase.retry()));
        }
        if (phase.continueOnFailure()) {
            map.put("continue_on_failure", true);
        }
        list(map, "outputs", phase.outputs());
        Unwritable.add(map, phase.extensions(), ScenarioReader.PHASE_KEYS, "phase " + phase.name());
        return map;
    }

    private static void list(Map<String, @Nullable Object> map, String key, List<?> items) {
        if (!items.isEmpty()) {
            map.put(key, items);
        }
    }

    private static Object condition(List<Condition> atoms) {
        List<String> texts = atoms.stream().map(Unwritable::text).toList();
        return texts.size() == 1 ? texts.get(0) : texts;
    }

    private static Object criterion(Criterion criterion) {
        if (criterion.check().isEmpty()) {
            return criterion.text();
        }
        Unwritable.check(criterion);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", criterion.text());
        map.putAll(criterion.check().map());
        return map;
    }

    private static Map<String, @Nullable Object> retry(Retry retry) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("max_attempts", (long) retry.maxAttempts());
        boolean constant = retry.factor() == 1 && retry.max().equals(retry.initial());
        if (!constant) {
            Map<String, @Nullable Object> backoff = new LinkedHashMap<>();
            backoff.put("initial", DurationText.of(retry.initial()));
            backoff.put("factor", retry.factor());
            backoff.put("max", DurationText.of(retry.max()));
            map.put("backoff", backoff);
        } else if (!retry.initial().isZero()) {
            map.put("backoff", DurationText.of(retry.initial()));
        }
        return map;
    }
}
