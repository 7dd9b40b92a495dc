package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as a process of its own, and several of them on one home. */
class MainProcessTest {
    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    static Stream<String> signals() {
        return Stream.of("TERM", "HUP").filter(name -> !InstalledCommand.ignores(name));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void main_terminatedOrWithoutItsTerminal_isAStopThatAnotherProcessSees(String signal) throws Exception {
        sleeping();
        Child run = start("orchestrate", "run", "long");
        run.screen.await("sleeper at work");
        InstalledCommand.signal(signal, run.process);
        assertThat(run.end()).isEqualTo(ExitCode.STOPPED);
        Child status = start("orchestrate", "status", "--json");
        assertThat(status.end()).isEqualTo(ExitCode.DONE);
        assertThat(status.screen.text()).contains("\"status\":\"stopped\"", "\"state\":\"pending\"");
    }

    @Test
    void main_whileAnotherProcessDrivesTheRun_isBusyAndCanStopIt() throws Exception {
        sleeping();
        Child run = start("orchestrate", "run", "long");
        run.screen.await("sleeper at work");
        Child second = start("orchestrate", "run", "long");
        assertThat(second.end()).isEqualTo(ExitCode.BUSY);
        assertThat(second.problems.text()).contains("long", String.valueOf(run.process.pid()));
        Child status = start("orchestrate", "status");
        assertThat(status.end()).isEqualTo(ExitCode.DONE);
        assertThat(status.screen.text()).contains("Status: running", "[>] work  - in_progress", "- sleeper (work)");
        Child stop = start("orchestrate", "stop", "long", "--reason", "lunch");
        assertThat(stop.end()).isEqualTo(ExitCode.DONE);
        assertThat(stop.screen.text()).contains("Stopped scenario: long");
        assertThat(run.end()).isEqualTo(ExitCode.STOPPED);
    }

    @Test
    void main_killed_readsInterruptedAndCanBeResumed() throws Exception {
        sleeping();
        Child run = start("orchestrate", "run", "long");
        run.screen.await("sleeper at work");
        run.process.toHandle().destroyForcibly();
        run.end();
        Child status = start("orchestrate", "status");
        assertThat(status.end()).isEqualTo(ExitCode.DONE);
        assertThat(status.screen.text()).contains("Status: interrupted");
        new Sandbox(home).withAgent("sleeper");
        Child resume = start("orchestrate", "resume", "long");
        assertThat(resume.end()).isEqualTo(ExitCode.DONE);
        assertThat(resume.screen.text()).contains("Status: completed");
    }

    @Test
    void main_wrongUse_hasNoStackTrace() throws Exception {
        Child child = start("orchestrate", "validate", "--nonsense\u202e");
        assertThat(child.end()).isEqualTo(ExitCode.INVALID);
        assertThat(child.problems.text()).contains("Unknown option: --nonsense").doesNotContain("\tat ", "\u202e");
    }

    private void sleeping() {
        new Sandbox(home)
                .withAgent("sleeper", "sleep, '60'")
                .with(
                        "scenarios/long.yaml",
                        "name: long",
                        "description: It takes long",
                        "phases: [{name: work, condition: auto, agents: [sleeper]}]");
    }

    private Child start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CortexMain.class.getName(),
                "--home",
                home.toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return new Child(process);
    }

    private static final class Child {
        private final Process process;
        private final Screen screen = new Screen();
        private final Screen problems = new Screen();
        private final List<Thread> readers;

        Child(Process process) throws IOException {
            this.process = process;
            process.getOutputStream().close();
            this.readers =
                    List.of(reader(process.getInputStream(), screen), reader(process.getErrorStream(), problems));
        }

        private static Thread reader(InputStream from, Screen to) {
            Thread thread = new Thread(() -> {
                try {
                    from.transferTo(to);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        int end() throws InterruptedException {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the process ends; it said %s %s", screen.text(), problems.text())
                    .isTrue();
            for (Thread reader : readers) {
                reader.join(TimeUnit.SECONDS.toMillis(10));
            }
            return process.exitValue();
        }
    }
}
