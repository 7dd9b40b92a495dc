package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that drives a run and is suspended: it obeys nobody, and nobody says that it does. */
class SuspendedDriverTest {
    @TempDir
    Path home;

    @Test
    void whatIsRecordedForASuspendedProcess_isNotSaidToBeDone() throws Exception {
        assumeThat(Files.isReadable(Path.of("/proc/self/stat"))).isTrue();
        Sandbox sandbox = new Sandbox(home)
                .realTime()
                .with(
                        "config.yaml",
                        "agent_command: [sh, -c, 'while [ ! -e enough ]; do sleep 0.05; done']",
                        "directory: .")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: work, condition: auto, parallel: true, prompt: Work}",
                        "  - {name: gate, condition: manual, parallel: true, prompt: Work}");
        Process driver = InstalledCommand.on(home, "orchestrate", "run", "s")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile())
                .start();
        try {
            while (!sandbox.run("orchestrate", "status", "s").out().contains("Active Agents")) {
                Thread.onSpinWait();
            }
            signal("STOP", driver);
            String remedies = "To let it go on: kill -CONT " + driver.pid() + "\n" + "To end it: kill -9 "
                    + driver.pid() + ", and then: cortex orchestrate ";

            Sandbox.Outcome start = sandbox.run("orchestrate", "start", "s", "gate");
            assertThat(start.exit()).isEqualTo(ExitCode.DONE);
            assertThat(start.out())
                    .startsWith("Recorded, and not obeyed yet: gate\n")
                    .contains("drives the run and is suspended\n" + remedies + "resume s");

            Sandbox.Outcome resume = sandbox.run("orchestrate", "resume", "s");
            assertThat(resume.exit()).isEqualTo(ExitCode.BUSY);
            assertThat(resume.err()).contains("drives the run and is suspended\n" + remedies + "resume s");

            Sandbox.Outcome stop = sandbox.run("orchestrate", "stop", "s");
            assertThat(stop.exit()).isEqualTo(ExitCode.BUSY);
            assertThat(stop.err())
                    .startsWith("The stop of s is recorded, and has not been obeyed yet\n")
                    .contains("drives the run and is suspended\n" + remedies + "stop s");

            signal("CONT", driver);
            assertThat(driver.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(driver.exitValue()).isEqualTo(ExitCode.STOPPED);
        } finally {
            sandbox.with("enough");
            driver.destroyForcibly();
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
