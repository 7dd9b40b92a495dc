package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Homes that are called by strange names. */
class HomeTest {
    @TempDir
    Path temporary;

    @Test
    void home_isEmpty_isWrongUseAndNotTheHomeOfSomebodyElse() {
        Sandbox.Outcome outcome = new Sandbox(temporary).run("--home", "", "orchestrate", "list");
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err()).isEqualTo("The home is empty (from --home)\n");
    }

    @Test
    void home_relative_isAbsoluteInCommandsToCopy() {
        Sandbox sandbox = new Sandbox(temporary).with("scenarios/s.yaml", "name: s");
        Path relative = Path.of("").toAbsolutePath().relativize(temporary);
        sandbox.with("scenarios/ok.yaml", "name: ok", "description: D", "phases: [{name: p, condition: auto}]");
        assertThat(sandbox.run("--home", relative.toString(), "orchestrate", "status", "ok")
                        .err())
                .endsWith("To start one: cortex --home " + temporary + " orchestrate run ok\n");
    }

    @Test
    void home_mistyped_isNotMade() throws Exception {
        Path missing = temporary.resolve("missing");
        for (List<String> words : List.of(
                List.of("orchestrate", "status"),
                List.of("orchestrate", "list"),
                List.of("orchestrate", "run", "s"),
                List.of("agent", "list"))) {
            assertThat(said(InstalledCommand.on(missing, words.toArray(String[]::new))))
                    .isNotEmpty();
            assertThat(missing).doesNotExist();
        }
    }

    @Test
    void home_thatTheLocaleCannotSay_isToldWithTheWayOut() throws Exception {
        Path home = temporary.resolve("h\u00fctte");
        ProcessBuilder command = InstalledCommand.on(temporary, "orchestrate", "list");
        command.command().replaceAll(word -> word.equals(temporary.toString()) ? home.toString() : word);
        command.environment().put("LC_ALL", "C");
        String said = said(command);
        assertThat(said)
                .contains("The home is no path: ", "(from --home)", "set LC_ALL to C.UTF-8")
                .doesNotContain("\tat ", "defect");
    }

    private static String said(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void log_isMadeWhenThereIsSomethingToWrite() throws Exception {
        Files.createDirectories(temporary.resolve("scenarios"));
        assertThat(said(InstalledCommand.on(temporary, "orchestrate", "status")))
                .contains("No scenario has been run");
        assertThat(temporary.resolve("cortex.log")).doesNotExist();
    }
}
