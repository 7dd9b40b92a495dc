package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.yaml.model.Plain;
import dev.cortex.yaml.model.Positions;
import dev.cortex.yaml.schema.Validator;
import dev.cortex.yaml.tree.Composer;
import dev.cortex.yaml.tree.Documents;
import dev.cortex.yaml.tree.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A JSON Schema of draft 2020-12 for definitions: the two that cortex publishes, for editors, and those of a host that
 * wants more of its files than cortex does. Safe for use by many threads. A schema is compiled when it is first used;
 * references to other places are not followed.
 */
public final class JsonSchema {
    private static final JsonSchema SCENARIO = published("scenario.schema.json");
    private static final JsonSchema WORKFLOW = published("workflow.schema.json");

    private final String text;
    private final Validator validator;

    private JsonSchema(String text) {
        this.text = text;
        this.validator = new Validator(text);
    }

    /** {@return the schema of scenario files; every file that {@link ScenarioYaml} reads without an error fits it} */
    public static JsonSchema scenario() {
        return SCENARIO;
    }

    /** {@return the schema of workflow files; every file that {@link WorkflowYaml} reads without an error fits it} */
    public static JsonSchema workflow() {
        return WORKFLOW;
    }

    /**
     * A host's own schema.
     *
     * @param json the schema
     * @param file what the text is called in positions; not opened
     * @return the schema, or why it cannot be used
     */
    public static Checked<JsonSchema> parse(String json, String file) {
        JsonSchema schema = new JsonSchema(json);
        Reading reading = new Reading(file, Limits.DEFAULT.bounds());
        schema.validator
                .problem()
                .ifPresent(why -> reading.found(
                        Diagnostic.error("json-schema-unusable", "", "The JSON Schema cannot be used: " + why),
                        dev.cortex.yaml.tree.Place.START));
        return reading.result(reading.broken() ? null : schema);
    }

    /** {@return the schema itself, as JSON: to be written to a file that editors find by a file's modeline} */
    public String text() {
        return text;
    }

    /**
     * Checks a text against the schema, and against nothing else.
     *
     * @param yaml the text
     * @param file what it is called in positions; not opened
     * @return the text, with what does not fit
     */
    public Checked<String> check(String yaml, String file) {
        Reading reading = new Reading(file, Limits.DEFAULT.bounds());
        Composer.Outcome outcome = Documents.map(yaml, reading);
        if (outcome.root().isEmpty() || reading.broken()) {
            return reading.result(reading.broken() ? null : yaml);
        }
        Object document = Plain.of(outcome.root().get(), "", reading);
        for (Diagnostic finding : validator.check(document)) {
            reading.found(finding, Positions.of(outcome.root().get(), finding.path()));
        }
        return reading.result(yaml);
    }

    private static JsonSchema published(String name) {
        try (InputStream in = Objects.requireNonNull(JsonSchema.class.getResourceAsStream(name), name)) {
            return new JsonSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + name + " is not in the jar", e);
        }
    }
}
