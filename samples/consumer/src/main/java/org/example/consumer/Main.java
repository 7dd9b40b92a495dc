package org.example.consumer;

import dev.cortex.api.agent.AgentActivator;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Output;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import dev.cortex.core.Cortex;
import dev.cortex.yaml.ScenarioYaml;
import java.util.concurrent.CompletableFuture;

/** Runs a scenario with agents and a store of its own, and says how it ended. */
public final class Main {
    private static final String SCENARIO =
            """
            name: outside
            description: Runs in a project that knows the published modules alone
            phases:
              - {name: plan,  condition: auto,       agents: [architect]}
              - {name: build, condition: after:plan, agents: [coder], parallel: true}
              - {name: test,  condition: after:plan, agents: [tester]}
              - {name: ship,  condition: 'after:build,test', agents: [shipper]}
            """;

    private Main() {}

    /** Runs it. */
    public static void main(String[] args) {
        AgentActivator agents = (work, cancellation) -> CompletableFuture.completedFuture(
                AgentResult.success("done").with("phases", work.outputs().all().stream().map(Output::phase).toList()));
        ListStateStore store = new ListStateStore();
        try (Cortex cortex = Cortex.builder().agents(agents).store(store).build()) {
            Run run = cortex.start(cortex.plan(ScenarioYaml.parse(SCENARIO)).orElseThrow());
            RunView end = run.ended().toCompletableFuture().join();
            String module = Main.class.getModule().isNamed() ? "module path" : "class path";
            Object phases = end.phase("ship").orElseThrow().outputs().get("phases").orElse("none");
            System.out.println(module + ": " + end.status() + ", in the order " + phases);
        }
    }
}
