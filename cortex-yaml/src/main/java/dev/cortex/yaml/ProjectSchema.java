package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.SourceMap;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.yaml.model.ScenarioMap;
import dev.cortex.yaml.model.Standard;
import dev.cortex.yaml.tree.Pointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks of its scenarios beyond what cortex does: {@code schema.yaml} in their folder. It names keys that
 * have to be there, and the values that a key may have. Immutable.
 *
 * @param required keys that every scenario has to have a value for
 * @param allowed from keys, at the top of a scenario and in its phases, to the only values that they may have
 */
public record ProjectSchema(List<String> required, Map<String, List<String>> allowed) {
    private static final Reader<ProjectSchema> READER = new Reader<>((root, reading) -> {
        Standard standard = Standard.read(root, reading);
        return new ProjectSchema(standard.required(), standard.allowed());
    });

    /** Copies. */
    public ProjectSchema {
        required = List.copyOf(required);
        allowed = Map.copyOf(allowed);
    }

    /**
     * Reads a standard from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @return the standard with what was found
     */
    public static Checked<ProjectSchema> parse(String text, String file) {
        return READER.parse(text, file, Limits.DEFAULT);
    }

    /**
     * Reads a standard from a file.
     *
     * @param file the file
     * @return the standard with what was found
     */
    public static Checked<ProjectSchema> read(Path file) {
        return READER.read(file, file.toString(), Limits.DEFAULT);
    }

    /**
     * Checks a scenario that was read, or one built in Java. Values are compared as they were understood, so
     * {@code normal} is {@code medium}. For {@code condition} the words {@code auto} and {@code manual} are compared;
     * conditions with names are none of a standard's business.
     *
     * @param read the scenario
     * @return the same scenario with what breaks the standard, as errors
     */
    public Checked<Scenario> check(Checked<Scenario> read) {
        return read.then(scenario -> Checked.of(scenario, findings(scenario, read.source()), SourceMap.none()));
    }

    private List<Diagnostic> findings(Scenario scenario, SourceMap source) {
        List<Diagnostic> findings = new ArrayList<>();
        Map<String, @Nullable Object> top = ScenarioMap.full(scenario);
        for (String key : required) {
            if (!present(top, key, "", source) || blank(top.get(key))) {
                findings.add(Diagnostic.error("missing-field", Pointer.of("", key), "Missing required field: " + key)
                        .withHint("the project's schema.yaml wants it"));
            }
        }
        allowed(top, "", source, findings);
        for (int i = 0; i < scenario.phases().size(); i++) {
            Phase phase = scenario.phases().get(i);
            String path = Pointer.of("/phases", i);
            allowed(ScenarioMap.full(phase), path, source, findings);
            condition(phase, path, source, findings);
        }
        return findings;
    }

    private static boolean present(Map<String, @Nullable Object> map, String key, String path, SourceMap source) {
        return map.containsKey(key)
                && (source.file().isEmpty()
                        || !ScenarioMap.hasDefault(key)
                        || source.exact(Pointer.of(path, key)).isPresent());
    }

    private static boolean blank(@Nullable Object value) {
        return value == null
                || (value instanceof String text && text.isBlank())
                || (value instanceof List<?> list && list.isEmpty());
    }

    private void allowed(Map<String, @Nullable Object> map, String path, SourceMap source, List<Diagnostic> findings) {
        allowed.forEach((key, values) -> {
            if (!key.equals("condition") && present(map, key, path, source)) {
                List<?> items = map.get(key) instanceof List<?> list ? list : listOf(map.get(key));
                items.stream()
                        .map(String::valueOf)
                        .filter(value -> !values.contains(value))
                        .forEach(value -> findings.add(notAllowed(key, value, values, Pointer.of(path, key))));
            }
        });
    }

    private static List<?> listOf(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private void condition(Phase phase, String path, SourceMap source, List<Diagnostic> findings) {
        Optional<List<String>> words = Optional.ofNullable(allowed.get("condition"));
        boolean written = source.file().isEmpty()
                || source.exact(Pointer.of(path, "condition")).isPresent();
        if (words.isEmpty() || !written) {
            return;
        }
        for (Condition atom : phase.conditions()) {
            if (atom.phases().isEmpty() && !words.get().contains(atom.text())) {
                findings.add(notAllowed("condition", atom.text(), words.get(), Pointer.of(path, "condition")));
            }
        }
    }

    private static Diagnostic notAllowed(String key, String value, List<String> values, String path) {
        return Diagnostic.error("not-allowed", path, "Not allowed in this project: " + key + " is " + value)
                .withHint("the project's schema.yaml allows " + String.join(", ", values));
    }
}
