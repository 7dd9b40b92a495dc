package dev.cortex.yaml.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.cortex.api.diagnostic.Diagnostic;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema of draft 2020-12, compiled when it is first needed. Nothing is fetched, and neither a schema nor a
 * document can make it hang or overflow. Used by one thread at a time.
 */
public final class Validator {
    private final String schema;
    private final Patterns patterns = new Patterns();
    private @Nullable Schema compiled;

    /**
     * A validator.
     *
     * @param schema the schema, as JSON
     */
    public Validator(String schema) {
        this.schema = schema;
    }

    /**
     * Compiles the schema.
     *
     * @return what is wrong with it
     */
    public synchronized Optional<String> problem() {
        try {
            compile();
            return Optional.empty();
        } catch (StackOverflowError e) {
            return Optional.of("it contains itself");
        } catch (RuntimeException e) {
            return Optional.of(oneLine(e));
        }
    }

    /**
     * Checks a document.
     *
     * @param document plain data
     * @return what does not fit, with paths and without positions
     */
    public synchronized List<Diagnostic> check(@Nullable Object document) {
        patterns.refill();
        try {
            return compile().validate(JsonText.of(document), InputFormat.JSON).stream()
                    .map(Validator::finding)
                    .toList();
        } catch (StackOverflowError e) {
            return List.of(given("it goes too deep for this document"));
        } catch (Patterns.TooSlow e) {
            return List.of(given("a pattern takes too long: " + e.getMessage()));
        } catch (RuntimeException e) {
            return List.of(given(oneLine(e)));
        }
    }

    private Schema compile() {
        if (compiled == null) {
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .locale(Locale.ENGLISH)
                    .regularExpressionFactory(patterns)
                    .build();
            compiled = SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
                    .getSchema(schema, InputFormat.JSON);
            compiled.initializeValidators();
        }
        return compiled;
    }

    private static Diagnostic finding(Error error) {
        String at = error.getInstanceLocation().toString();
        String property = error.getProperty();
        String path =
                property == null ? at : at + "/" + property.replace("~", "~0").replace("/", "~1");
        String message = error.getMessage();
        return Diagnostic.error(
                "json-schema", path, "Not as the JSON Schema wants it: " + (at.isEmpty() ? "" : at + " ") + message);
    }

    private static Diagnostic given(String why) {
        return Diagnostic.error("json-schema-unusable", "", "The JSON Schema cannot be applied: " + why);
    }

    private static String oneLine(RuntimeException e) {
        Throwable cause = e instanceof SchemaException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
