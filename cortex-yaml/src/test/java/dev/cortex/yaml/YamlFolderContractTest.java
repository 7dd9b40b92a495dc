package dev.cortex.yaml;

import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.testkit.contract.DefinitionLoaderContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of scenarios keeps what every loader has to. */
class YamlFolderContractTest extends DefinitionLoaderContract<Scenario> {
    @TempDir
    private Path home;

    @BeforeEach
    void fill() throws IOException {
        Path folder = Files.createDirectories(home.resolve("scenarios"));
        for (Map.Entry<String, String> text : LoadedTexts.SCENARIOS.entrySet()) {
            Files.writeString(folder.resolve(text.getKey() + ".yaml"), text.getValue());
        }
        Files.writeString(folder.resolve("schema.yaml"), "required: [name]\n");
    }

    @Override
    protected DefinitionLoader<Scenario> loader() {
        return YamlFolder.scenarios(home.resolve("scenarios"), home);
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
        return Optional.of(YamlFolder.scenarios(home.resolve("not there"), home));
    }
}
