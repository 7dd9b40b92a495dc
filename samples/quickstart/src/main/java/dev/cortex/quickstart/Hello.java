package dev.cortex.quickstart;

// region hello
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.run.Run;
import dev.cortex.core.Cortex;
import dev.cortex.yaml.ScenarioYaml;

/** Runs a scenario of two phases. */
public final class Hello {
    public static void main(String[] args) {
        String yaml = """
                name: hello
                description: Plan, then build
                phases:
                  - {name: plan,  condition: auto,       agents: [architect]}
                  - {name: build, condition: after:plan, agents: [coder]}
                """;
        try (Cortex cortex = Cortex.builder()
                .blockingAgents((work, stop) -> AgentResult.success(
                        work.agent() + " did " + work.phase().name()))
                .listener(event -> System.out.println(event.number() + " " + event.fact()))
                .build()) {
            Run run = cortex.start(cortex.plan(ScenarioYaml.parse(yaml)).orElseThrow());
            System.out.println(run.ended().toCompletableFuture().join().status()); // COMPLETED
        }
    }
}
// endregion
