package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal whose last write was cut short, or that is damaged: whoever asks is told so, and what can be done. */
class IncompleteJournalTest {
    @TempDir
    Path temporary;

    private Sandbox sandbox;
    private Path journal;

    @BeforeEach
    void run() throws IOException {
        sandbox = new Sandbox(temporary)
                .withAgent("worker")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: only, condition: auto, agents: [worker]}");
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.DONE);
        try (Stream<Path> files = Files.list(temporary.resolve("scenarios/.state"))) {
            journal = files.filter(file -> file.getFileName().toString().startsWith("run-"))
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void status_ofATornJournal_saysIncomplete_andResumeGoesOn() throws IOException {
        byte[] whole = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(whole, whole.length - 10));

        Sandbox.Outcome status = sandbox.run("orchestrate", "status");

        assertThat(status.exit()).isEqualTo(ExitCode.DONE);
        assertThat(status.out()).contains("Status: interrupted");
        assertThat(status.err()).contains("is incomplete", journal.getFileName().toString(), "behind line");
        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "status").err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "two words\n", "\"text\"\n", "{no end\n"})
    void commands_ofAJournalWithTextBehindIt_sayIncompleteAndLeaveTheTextOut(String garbage) throws IOException {
        String before = sandbox.run("orchestrate", "history").out();
        Files.writeString(journal, garbage, StandardOpenOption.APPEND);

        Sandbox.Outcome history = sandbox.run("orchestrate", "history");
        Sandbox.Outcome status = sandbox.run("orchestrate", "status", "--json");

        assertThat(history.out()).isEqualTo(before);
        assertThat(history.err()).contains("is incomplete: the last " + garbage.length() + " bytes");
        assertThat(status.exit()).isEqualTo(ExitCode.DONE);
        assertThat(status.out()).contains("\"status\":\"completed\"").hasLineCount(1);
        assertThat(status.err()).isEqualTo(history.err());
    }

    @Test
    void history_ofAJournalWithALineInBracesThatIsNoJson_tellsThatItIsRefused() throws IOException {
        Files.writeString(journal, "{no json}\n", StandardOpenOption.APPEND);
        sandbox.run("orchestrate", "complete", "s", "only");
        assertThat(sandbox.run("orchestrate", "history").out())
                .contains("by hand: a line that is no act", "written by hand, refused: ");
    }

    @Test
    void status_ofADamagedJournal_namesTheWaysOut_andTheyWork() throws IOException {
        Files.writeString(journal, Files.readString(journal).replaceFirst("run-taken", "run-token"));

        Sandbox.Outcome status = sandbox.run("orchestrate", "status");

        assertThat(status.exit()).isEqualTo(ExitCode.STATE);
        assertThat(status.err())
                .contains(
                        "is damaged: " + journal + ", line ",
                        "Put a good copy of the file in its place, or move it out of the folder",
                        "To begin anew beside it: run NAME --new");
        assertThat(sandbox.run("orchestrate", "run", "s", "--new").exit()).isEqualTo(ExitCode.DONE);
        Files.move(journal, temporary.resolve("aside"));
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "status").err()).isEmpty();
    }
}
