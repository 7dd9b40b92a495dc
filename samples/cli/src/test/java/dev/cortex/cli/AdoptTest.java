package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A definition that changes while a run of it waits. */
class AdoptTest {
    @TempDir
    Path temporary;

    @Test
    void resume_changedFile_goesOnWithTheOwnCopyAndSaysSo() {
        Sandbox.Outcome outcome = changed().run("orchestrate", "resume", "s", "--auto");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).isEqualTo("""
                        [WARN] s has changed since this run began; the run goes on with its own copy
                          - phase late: added
                        To take the new one: cortex orchestrate resume s --adopt --auto
                        """);
        assertThat(outcome.out()).doesNotContain("late");
    }

    /** Whoever has mended the file would otherwise try again for ever. */
    @Test
    void retry_changedFile_goesOnWithTheOwnCopyAndSaysSo() {
        Sandbox sandbox = new Sandbox(temporary).withAgent("clumsy", "'false'").withAgent("worker");
        sandbox.with(
                "scenarios/s.yaml",
                "name: s",
                "description: S",
                "phases:",
                "  - {name: a, condition: auto, agents: [clumsy]}");
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.FAILED);
        sandbox.with(
                "scenarios/s.yaml",
                "name: s",
                "description: S",
                "phases:",
                "  - {name: a, condition: auto, agents: [worker]}");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "retry", "s");
        assertThat(outcome.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).isEqualTo("""
                        [WARN] s has changed since this run began; the run goes on with its own copy
                          - phase a: changed
                        To run the new one, from its beginning: cortex orchestrate run s
                        """);
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void resume_adopt_goesOnWithTheNewOne() {
        Sandbox.Outcome outcome = changed().run("orchestrate", "resume", "s", "--auto", "--adopt");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).startsWith("""
                        s: the run goes on with the definition as it is now
                          - phase late: added

                        """).contains("[x] late: completed");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void resume_adoptOfADefinitionWithoutTheGate_startsThePhaseThatWaited() {
        Sandbox sandbox = changed();
        String free = "  - {name: gate, condition: auto, agents: [worker]}";
        sandbox.with("scenarios/s.yaml", "name: s", "description: S", "phases:", free);
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "resume", "s", "--adopt");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).contains("  - phase gate: changed").contains("[x] gate: completed");
    }

    @Test
    void resume_adoptOfWhatHasNotChanged_saysSoAndRecordsNothing() {
        Sandbox sandbox = changed();
        String gate = "  - {name: gate, condition: manual, agents: [worker]}";
        sandbox.with("scenarios/s.yaml", "name: s", "description: S", "phases:", gate);
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "resume", "s", "--adopt", "--auto");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).startsWith("s has not changed since this run began\n\n");
        assertThat(sandbox.run("orchestrate", "history", "s").out()).doesNotContain("adopt");
    }

    @Test
    void resume_adoptOfABrokenFile_isRefusedWithItsProblems() {
        Sandbox sandbox = changed().with("scenarios/s.yaml", "name: s");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "resume", "s", "--adopt");
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err()).contains("Missing required field: description");
    }

    private Sandbox changed() {
        Sandbox sandbox = new Sandbox(temporary).withAgent("worker");
        String gate = "  - {name: gate, condition: manual, agents: [worker]}";
        sandbox.with("scenarios/s.yaml", "name: s", "description: S", "phases:", gate);
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.WAITING);
        String late = "  - {name: late, condition: 'after:gate', agents: [worker]}";
        return sandbox.with("scenarios/s.yaml", "name: s", "description: S", "phases:", gate, late);
    }
}
