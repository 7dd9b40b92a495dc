package dev.cortex.core.agents;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.testkit.contract.AgentActivatorContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class ProcessAgentActivatorContractTest extends AgentActivatorContract {
    private static final Map<String, List<String>> AGENTS = Map.of(
            "good", List.of("sh", "-c", "echo well"),
            "bad", List.of("sh", "-c", "echo badly >&2; exit 1"),
            "endless", List.of("sh", "-c", "sleep 1000 & wait"));

    @TempDir
    private Path state;

    @Override
    protected AgentActivator activator() {
        return ProcessAgentActivator.builder(state)
                .programs(name -> Optional.ofNullable(AGENTS.get(name)).map(command -> new AgentProgram(command, "")))
                .build();
    }

    @Override
    protected String succeeding() {
        return "good";
    }

    @Override
    protected String failing() {
        return "bad";
    }

    @Override
    protected Optional<String> endless() {
        return Optional.of("endless");
    }
}
