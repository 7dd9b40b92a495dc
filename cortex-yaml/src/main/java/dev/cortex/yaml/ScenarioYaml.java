package dev.cortex.yaml;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.yaml.model.ScenarioMap;
import dev.cortex.yaml.model.ScenarioReader;
import dev.cortex.yaml.write.YamlText;
import java.nio.file.Path;

/**
 * Scenarios as YAML. Reading never throws because of what a text says: it returns the best draft beside everything that is
 * wrong with the text, each finding with line and column. Whether the scenario can run is found out by planning it. All
 * methods may be called by any thread.
 */
public final class ScenarioYaml {
    static final Reader<Scenario> READER = new Reader<>(ScenarioReader::read);

    private ScenarioYaml() {}

    /**
     * Reads a scenario from a text.
     *
     * @param text YAML
     * @return the scenario with what was found; in positions the text is called {@code text}
     */
    public static Checked<Scenario> parse(String text) {
        return parse(text, Reader.TEXT);
    }

    /**
     * Reads a scenario from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @return the scenario with what was found
     */
    public static Checked<Scenario> parse(String text, String file) {
        return parse(text, file, Limits.DEFAULT);
    }

    /**
     * Reads a scenario from a text.
     *
     * @param text YAML
     * @param file what the text is called in positions; not opened
     * @param limits what the text may cost
     * @return the scenario with what was found
     */
    public static Checked<Scenario> parse(String text, String file, Limits limits) {
        return READER.parse(text, file, limits);
    }

    /**
     * Reads a scenario from a file in UTF-8. A file that cannot be read is a finding too.
     *
     * @param file the file; its path as given is what it is called in positions
     * @return the scenario with what was found
     */
    public static Checked<Scenario> read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /**
     * Reads a scenario from a file in UTF-8. A file that cannot be read is a finding too.
     *
     * @param file the file; its path as given is what it is called in positions
     * @param limits what the file may cost
     * @return the scenario with what was found
     */
    public static Checked<Scenario> read(Path file, Limits limits) {
        return READER.read(file, file.toString(), limits);
    }

    /**
     * Writes a scenario. Reading what was written gives an equal scenario, as long as it is within the limits of a file.
     *
     * @param scenario the scenario
     * @return YAML that people can read
     * @throws IllegalArgumentException if no file can say what the scenario says: a name in a condition that has a comma, an
     *     extension that is called like a key of cortex, half a character; the message names it
     */
    public static String write(Scenario scenario) {
        return YamlText.of(ScenarioMap.of(scenario));
    }
}
