package dev.cortex.testkit;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.testkit.contract.AgentActivatorContract;
import java.util.Optional;

/** Scripted agents that behave keep what every activator has to. */
class ScriptedAgentsContractTest extends AgentActivatorContract {
    private final ScriptedAgents agents = new ScriptedAgents(new ManualTime())
            .on("bad", AgentResult.failure("it is bad"))
            .neverAnswers("endless");

    /** One and the same, as engines share it that a test has for one process after the other. */
    @Override
    protected AgentActivator activator() {
        return agents;
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
