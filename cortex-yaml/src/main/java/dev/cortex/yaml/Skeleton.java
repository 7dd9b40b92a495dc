package dev.cortex.yaml;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Temporary: uses each dependency once. */
public final class Skeleton {
    private Skeleton() {}

    static int use() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema("{\"type\":\"object\"}", InputFormat.JSON)
                        .validate("[]", InputFormat.JSON)
                        .size()
                + LoadSettings.builder().build().getLabel().length();
    }
}
