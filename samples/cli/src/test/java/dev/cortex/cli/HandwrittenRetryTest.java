package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has written into the journal of a failed run that it is to be retried; then somebody uses a command. */
class HandwrittenRetryTest {
    @TempDir
    Path home;

    private Sandbox sandbox;

    @BeforeEach
    void aRunHasFailed() {
        sandbox = new Sandbox(home)
                .with("config.yaml", "agent_command: [test, -e, good]", "directory: .")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases: [{name: a, condition: auto, prompt: W}, {name: b, condition: 'after:a', prompt: W}]");
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.FAILED);
        sandbox.with("good");
    }

    @Test
    void resume_retries() throws Exception {
        write("a");
        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "status", "s").out()).contains("Status: completed");
    }

    @Test
    void resume_ofALineThatIsRefused_saysThatTheRunHasFailed() throws Exception {
        write("b");
        Sandbox.Outcome resume = sandbox.run("orchestrate", "resume", "s");
        assertThat(resume.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(resume.err()).contains("failed; retry runs its failed phases again");
        assertThat(sandbox.run("orchestrate", "status", "s").out())
                .contains("Status: failed")
                .contains("written by hand, does not count: phase b was skipped and never ran; retry a");
        assertThat(sandbox.run("orchestrate", "retry", "s").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void retry_isTooLate_andSaysWhatGoesOn() throws Exception {
        write("a");
        Sandbox.Outcome retry = sandbox.run("orchestrate", "retry", "s");
        assertThat(retry.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(retry.err()).contains("this one is stopped: resume goes on with it");
        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void stop_leavesTheRetryForLater() throws Exception {
        write("a");
        Sandbox.Outcome stop = sandbox.run("orchestrate", "stop", "s");
        assertThat(stop.exit()).isEqualTo(ExitCode.DONE);
        assertThat(stop.out()).contains("s is stopped already");
        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
    }

    private void write(String phase) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("scenarios/.state"))) {
            Path journal = files.filter(file -> file.getFileName().toString().matches("run-.*\\.jsonl"))
                    .findFirst()
                    .orElseThrow();
            String line =
                    "{\"time\":\"2026-01-01T12:00:00Z\",\"type\":\"acted\",\"actor\":\"anna\",\"reason\":\"by hand\","
                            + "\"action\":{\"type\":\"retry\",\"phase\":\"" + phase + "\"}}\n";
            Files.writeString(journal, line, StandardOpenOption.APPEND);
        }
    }
}
