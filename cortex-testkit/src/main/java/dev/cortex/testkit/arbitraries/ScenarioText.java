package dev.cortex.testkit.arbitraries;

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
import net.jqwik.api.SampleReportingFormat;
import org.jspecify.annotations.Nullable;

/**
 * Has jqwik show a scenario as YAML, in place of its name and size, where a property is false. jqwik finds it by itself.
 */
@SuppressWarnings("exports") // Who uses jqwik has it; who does not must not be asked for it.
public final class ScenarioText implements SampleReportingFormat {
    /** A format without state. */
    public ScenarioText() {}

    /** A text that is shown as it is. */
    private record Shown(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Scenario;
    }

    @Override
    public Object report(Object value) {
        return new Shown(of((Scenario) value));
    }

    /** A file in which the scenario is; what is not said there is as usual. */
    static String of(Scenario scenario) {
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
            Map<String, @Nullable Object> rollback = new LinkedHashMap<>();
            rollback.put("enabled", scenario.rollback().enabled());
            rollback.put("strategy", scenario.rollback().strategy());
            rollback.putAll(scenario.rollback().more().map());
            map.put("rollback", rollback);
        }
        if (scenario.failFast()) {
            map.put("fail_fast", true);
        }
        scenario.maxParallel().ifPresent(most -> map.put("max_parallel", most));
        scenario.timeout().ifPresent(limit -> map.put("timeout", Yaml.text(limit)));
        if (!scenario.inputs().isEmpty()) {
            map.put("inputs", inputs(scenario.inputs()));
        }
        map.putAll(scenario.extensions().map());
        map.put("phases", scenario.phases().stream().map(ScenarioText::phase).toList());
        return Yaml.of(map);
    }

    private static Object inputs(List<Input> inputs) {
        if (inputs.stream().allMatch(input -> input.fallback().isEmpty())) {
            return inputs.stream().map(Input::name).toList();
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        inputs.forEach(input -> map.put(input.name(), input.fallback().orElse(null)));
        return map;
    }

    private static Map<String, @Nullable Object> phase(Phase phase) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", phase.name());
        if (!phase.description().isEmpty()) {
            map.put("description", phase.description());
        }
        List<String> atoms = phase.conditions().stream().map(Condition::text).toList();
        map.put("condition", atoms.size() == 1 ? atoms.get(0) : atoms);
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
                phase.criteria().stream().map(ScenarioText::criterion).toList());
        phase.timeout().ifPresent(limit -> map.put("timeout", Yaml.text(limit)));
        if (!phase.retry().equals(Retry.NONE)) {
            map.put("retry", retry(phase.retry()));
        }
        if (phase.continueOnFailure()) {
            map.put("continue_on_failure", true);
        }
        list(map, "outputs", phase.outputs());
        map.putAll(phase.extensions().map());
        return map;
    }

    private static void list(Map<String, @Nullable Object> map, String key, List<?> items) {
        if (!items.isEmpty()) {
            map.put(key, items);
        }
    }

    private static Object criterion(Criterion criterion) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", criterion.text());
        map.putAll(criterion.check().map());
        return criterion.check().isEmpty() ? criterion.text() : map;
    }

    private static Map<String, @Nullable Object> retry(Retry retry) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("max_attempts", retry.maxAttempts());
        boolean constant = retry.factor() == 1 && retry.max().equals(retry.initial());
        Map<String, @Nullable Object> growing = new LinkedHashMap<>();
        growing.put("initial", Yaml.text(retry.initial()));
        growing.put("factor", retry.factor());
        growing.put("max", Yaml.text(retry.max()));
        map.put("backoff", constant ? Yaml.text(retry.initial()) : growing);
        return map;
    }
}
