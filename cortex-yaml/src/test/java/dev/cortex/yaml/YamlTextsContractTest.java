package dev.cortex.yaml;

import dev.cortex.api.scenario.DefinitionLoader;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.testkit.contract.DefinitionLoaderContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workflows at hand as texts keep what every loader has to. */
class YamlTextsContractTest extends DefinitionLoaderContract<Workflow> {
    @Override
    protected DefinitionLoader<Workflow> loader() {
        return YamlTexts.workflows(LoadedTexts.WORKFLOWS);
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
    protected Optional<DefinitionLoader<Workflow>> empty() {
        return Optional.of(YamlTexts.workflows(Map.of()));
    }
}
