/** Reads and writes scenarios, workflows and agents as YAML. */
module dev.cortex.yaml {
    requires transitive dev.cortex.api;
    requires org.snakeyaml.engine;
    requires com.networknt.schema;

    exports dev.cortex.yaml;
}
