package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose last write was cut short: whoever asks is told so, and nothing is lost. */
class IncompleteJournalTest {
    @TempDir
    Path temporary;

    @Test
    void status_ofATornJournal_saysIncomplete_andResumeGoesOn() throws IOException {
        Sandbox sandbox = new Sandbox(temporary)
                .withAgent("worker")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: only, condition: auto, agents: [worker]}");
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.DONE);
        Path journal;
        try (Stream<Path> files = Files.list(temporary.resolve("scenarios/.state"))) {
            journal = files.filter(file -> file.getFileName().toString().startsWith("run-"))
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 10));

        Sandbox.Outcome status = sandbox.run("orchestrate", "status");

        assertThat(status.exit()).isEqualTo(ExitCode.DONE);
        assertThat(status.out()).contains("Status: interrupted");
        assertThat(status.err()).contains("is incomplete", journal.getFileName().toString(), "behind line");
        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "status").err()).isEmpty();
    }
}
