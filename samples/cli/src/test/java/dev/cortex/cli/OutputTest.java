package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that do not arrive: no script may take them for given. */
class OutputTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"orchestrate status --json", "orchestrate list", "agent list --json", "orchestrate --help"})
    void run_whereTheDiskIsFull_exitsWithAProblem(String words) {
        Sandbox.Outcome outcome =
                new Sandbox(home).withAgent("worker").run(failing("No space left on device"), words.split(" "));
        assertThat(outcome.exit()).isEqualTo(ExitCode.STATE);
        assertThat(outcome.err()).isEqualTo("Standard output cannot be written: No space left on device\n");
    }

    @Test
    void run_whereTheReaderWantsNoMore_isNoProblem() {
        Sandbox.Outcome outcome = new Sandbox(home).run(failing("Broken pipe"), "orchestrate", "list");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void run_aNameThatBeginsWithAnAt_isNoFileWithArguments() {
        Sandbox sandbox = new Sandbox(home).with("arguments", "--help");
        assertThat(sandbox.run("orchestrate", "status", "@" + home.resolve("arguments"))
                        .exit())
                .isEqualTo(ExitCode.NOT_FOUND);
    }

    @Test
    void run_withAProblemOfItsOwn_keepsItsExitCode() {
        Sandbox.Outcome outcome =
                new Sandbox(home).run(failing("No space left on device"), "orchestrate", "status", "none", "--json");
        assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_FOUND);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
