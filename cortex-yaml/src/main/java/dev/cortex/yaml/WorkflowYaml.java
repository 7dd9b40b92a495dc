package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.yaml.model.WorkflowMap;
import dev.cortex.yaml.model.WorkflowReader;
import dev.cortex.yaml.write.YamlText;
import java.nio.file.Path;

/**
 * Workflows as YAML. Reading never throws because of what a text says: it returns the best draft beside everything that is
 * wrong with the text, each finding with line and column. Whether the workflow can run is found out by planning it. All
 * methods may be called by any thread.
 */
public final class WorkflowYaml {
    static final Reader<Workflow> READER = new Reader<>(WorkflowReader::read);

    private WorkflowYaml() {}

    /**
     * Reads a workflow from a text.
     *
     * @param text YAML
     * @return the workflow with what was found; in positions the text is called {@code text}
     */
    public static Checked<Workflow> parse(String text) {
        return parse(text, Reader.TEXT);
    }

    /**
     * Reads a workflow from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @return the workflow with what was found
     */
    public static Checked<Workflow> parse(String text, String file) {
        return parse(text, file, Limits.DEFAULT);
    }

    /**
     * Reads a workflow from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @param limits what the text may cost
     * @return the workflow with what was found
     */
    public static Checked<Workflow> parse(String text, String file, Limits limits) {
        return READER.parse(text, file, limits);
    }

    /**
     * Reads a workflow from a file in UTF-8. A file that cannot be read is a finding too.
     *
     * @param file the file; its path as given is what it is called in positions
     * @return the workflow with what was found
     */
    public static Checked<Workflow> read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /**
     * Reads a workflow from a file in UTF-8. A file that cannot be read is a finding too.
     *
     * @param file the file; its path as given is what it is called in positions
     * @param limits what the file may cost
     * @return the workflow with what was found
     */
    public static Checked<Workflow> read(Path file, Limits limits) {
        return READER.read(file, file.toString(), limits);
    }

    /**
     * Writes a workflow. Reading what was written gives an equal workflow, as long as it is within the limits of a file.
     *
     * @param workflow the workflow
     * @return YAML that people can read
     * @throws IllegalArgumentException if no file can say what the workflow says: a name in a condition that has a comma, an
     *     extension that is called like a key of cortex, half a character; the message names it
     */
    public static String write(Workflow workflow) {
        return YamlText.of(WorkflowMap.of(workflow));
    }
}
