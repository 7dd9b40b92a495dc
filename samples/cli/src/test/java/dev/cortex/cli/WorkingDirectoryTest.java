package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run keeps the directory that it was started in. */
class WorkingDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void resume_fromAnotherDirectory_hasProgramsWorkWhereTheRunWasStarted() throws Exception {
        Path home = temporary.resolve("home");
        Path here = Files.createDirectories(temporary.resolve("here")).toRealPath();
        Path there = Files.createDirectories(temporary.resolve("there")).toRealPath();
        new Sandbox(home)
                .with("config.yaml", "agent_command: [sh, -c, 'pwd > worked-$CORTEX_PHASE']", "allow_commands: true")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - name: later",
                        "    condition: manual",
                        "    prompt: Work",
                        "    success_criteria: [{name: Here, file_exists: worked-later}, {name: Too, run: 'test -e mark'}]");
        Files.createFile(here.resolve("mark"));

        assertThat(exit(home, here, "run", "s")).isEqualTo(ExitCode.WAITING);
        assertThat(exit(home, there, "resume", "s", "--auto")).isEqualTo(ExitCode.DONE);

        assertThat(here.resolve("worked-later")).hasContent(here.toString());
        assertThat(there).isEmptyDirectory();
    }

    private int exit(Path home, Path directory, String command, String... more)
            throws IOException, InterruptedException {
        String[] words = new String[more.length + 2];
        words[0] = "orchestrate";
        words[1] = command;
        System.arraycopy(more, 0, words, 2, more.length);
        Process process = InstalledCommand.on(home, words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
