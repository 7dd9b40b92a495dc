package dev.cortex.cli;

import java.nio.file.Path;

/**
 * A home with one scenario of three short phases, in which there is something of what a run has: an agent that fails at
 * first, a gate, outputs, a criterion that a command judges, and an agent that is inactive.
 */
final class FewPhases {
    static final String NAME = "few";

    private final Path home;

    private FewPhases(Path home) {
        this.home = home;
    }

    /** Writes the files of a home. */
    static FewPhases in(Path home) {
        Sandbox files = new Sandbox(home);
        files.with("agent.sh", (AgentsLog.SAYS + """
                        say begin
                        if [ "$CORTEX_AGENT" = flaky ] && [ "$CORTEX_ATTEMPT" = 1 ]; then
                            say fail
                            exit 1
                        fi
                        say end
                        echo "{\\"outputs\\":{\\"$CORTEX_PHASE\\":\\"by $CORTEX_AGENT\\"}}"
                        """).split("\n"));
        files.with("config.yaml", "agent_command: [sh, '" + home.resolve("agent.sh") + "']", "directory: .");
        files.with(
                "scenarios/few.yaml",
                "name: few",
                "description: Three phases",
                "phases:",
                "  - {name: plan, condition: auto, agents: [writer]}",
                "  - {name: build, condition: ['after:plan'], agents: [flaky], retry: {max_attempts: 3, backoff: 1ms}}",
                "  - {name: release, condition: ['after:build', manual], agents: [closer],",
                "     success_criteria: [{name: It is logged, run: [test, -f, agents.log]}]}");
        files.with("agents/writer.md", agent("writer"));
        files.with("agents/flaky.md", agent("flaky"));
        files.with("inactive/agents/closer.md", agent("closer"));
        return new FewPhases(home);
    }

    private static String[] agent(String name) {
        return new String[] {"---", "name: " + name, "description: Works", "---", "Work."};
    }

    /** {@return what the agents have written down} */
    AgentsLog log() {
        return new AgentsLog(home);
    }

    /** {@return what starts a run, with all that it needs to come to its end alone} */
    static String[] run() {
        return words("run");
    }

    /** {@return what goes on with it} */
    static String[] resume() {
        return words("resume");
    }

    /** {@return what has the phases run again that failed} */
    static String[] retry() {
        return words("retry");
    }

    private static String[] words(String verb) {
        return new String[] {"orchestrate", verb, NAME, "--auto", "--allow-commands"};
    }
}
