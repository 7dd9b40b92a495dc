package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code run} says about those who are to do the work. */
class RunAgentsTest {
    @TempDir
    Path home;

    @Test
    void run_withAnAgentWhoseFileIsBroken_saysWhereAndWhatToDo() {
        Sandbox sandbox = new Sandbox(home)
                .with("agents/worker.md", "---", "name: worker", "command: [a", "x: : y", "---", "Work.")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases: [{name: p, condition: auto, agents: [worker]}]");
        for (String config : new String[] {"", "agent_command: 'true'"}) {
            sandbox.with("config.yaml", config);
            Sandbox.Outcome outcome = sandbox.run("orchestrate", "run", "s");
            assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
            assertThat(outcome.err())
                    .startsWith("[ERROR] " + home.resolve("agents/worker.md") + "\n  - Invalid YAML: ")
                    .contains("(worker.md:4:2, invalid-yaml): ")
                    .endsWith("\nNothing was started. Mend the file, then call this command again\n");
            assertThat(sandbox.run("orchestrate", "status").out()).contains("No scenario has been run yet");
        }
        sandbox.withAgent("worker");
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; ; Claude Code",
                "agent_command: [claude, -p]; ; Claude Code",
                "agent_command: /opt/bin/claude -p; ; Claude Code",
                "agent_command: [bin/coder, -x]; ; coder, worker",
                "agent_command: [bin/coder, -x]; [claude]; coder, Claude Code",
                "; ['true']; Claude Code, worker"
            })
    void run_ofAWorkflow_namesWhoWorks(String config, String command, String said) {
        Sandbox sandbox = new Sandbox(home)
                .with("config.yaml", config == null ? "" : config)
                .with(
                        "agents/worker.md",
                        "---",
                        "name: worker",
                        command == null ? "" : "command: " + command,
                        "---",
                        "W")
                .with(
                        "workflows/w.yaml",
                        "name: w",
                        "description: W",
                        "steps: [{name: one, prompt: Do}, {name: two, prompt: Do, agent: worker}]");
        Sandbox.Outcome outcome = sandbox.run("--home", home.toString(), "workflow", "run", "w", "--dry-run");
        assertThat(outcome.out())
                .contains(
                        "(dry run) Workflow steps will be executed by " + said + "\n",
                        "(dry run) To check progress: cortex --home " + home + " workflow status\n",
                        "(dry run) To resume if interrupted: cortex --home " + home + " workflow resume\n");
    }
}
