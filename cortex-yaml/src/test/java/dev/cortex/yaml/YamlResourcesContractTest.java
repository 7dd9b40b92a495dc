package dev.cortex.yaml;

import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.contract.DefinitionLoaderContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios on the class path keep what every loader has to. */
class YamlResourcesContractTest extends DefinitionLoaderContract<Scenario> {
    @TempDir
    private Path folder;

    private URLClassLoader classes;

    @BeforeEach
    void fill() throws IOException {
        for (Map.Entry<String, String> text : LoadedTexts.SCENARIOS.entrySet()) {
            Files.writeString(folder.resolve(text.getKey() + ".yaml"), text.getValue());
        }
        classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    }

    @AfterEach
    void close() throws IOException {
        classes.close();
    }

    @Override
    protected DefinitionLoader<Scenario> loader() {
        return YamlResources.scenarios(
                classes,
                LoadedTexts.SCENARIOS.keySet().stream()
                        .map(name -> name + ".yaml")
                        .toList());
    }

    @Override
    protected List<String> sound() {
        return LoadedTexts.SOUND;
    }

    @Override
    protected Optional<String> broken() {
        return Optional.of(LoadedTexts.BROKEN);
    }

    @Override
    protected Optional<DefinitionLoader<Scenario>> empty() {
        return Optional.of(YamlResources.scenarios(classes, List.of()));
    }
}
