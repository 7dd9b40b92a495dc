package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that hear no signal and have lost whoever drove them: whoever owns the run next ends them. */
class LeftOverAgentsTest {
    @TempDir
    Path home;

    private Sandbox sandbox;
    private Process driver;

    @BeforeEach
    void killTheDriverWhileThreeAgentsWork() throws Exception {
        sandbox = new Sandbox(home)
                .realTime()
                .with(
                        "agent.sh",
                        "trap '' TERM INT HUP",
                        "echo $$ > begun-$CORTEX_AGENT",
                        "mv begun-$CORTEX_AGENT $CORTEX_AGENT-$CORTEX_ATTEMPT.pid",
                        "while [ -d agents ] && [ ! -e enough ]; do sleep 0.05; done")
                .with("config.yaml", "agent_command: [sh, agent.sh]", "directory: .")
                .with(
                        "scenarios/deaf.yaml",
                        "name: deaf",
                        "description: Nobody hears anything",
                        "phases: [{name: work, condition: auto, agent_mode: parallel, agents: [one, two, three]}]");
        for (String agent : List.of("one", "two", "three")) {
            sandbox.with("agents/" + agent + ".md", "---", "name: " + agent, "description: Deaf", "---", "Work.");
        }
        driver = start("run");
        agents(1);
        driver.destroyForcibly().waitFor();
    }

    @AfterEach
    void endAll() throws IOException {
        driver.destroyForcibly();
        sandbox.with("enough");
    }

    @Test
    void stop_endsAllOfThemTogether() throws Exception {
        List<ProcessHandle> agents = agents(1);
        assertThat(sandbox.run("agent", "status", "one").out()).contains("Used by: ");
        long begun = System.nanoTime();

        Sandbox.Outcome stop = sandbox.run("orchestrate", "stop", "deaf");

        assertThat(stop).isEqualTo(new Sandbox.Outcome(ExitCode.DONE, """
                        Stopped scenario: deaf
                        To go on: cortex orchestrate resume deaf
                        """, ""));
        // One after the other they would have had 20 seconds each.
        assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(38));
        assertThat(agents).noneMatch(LeftOverAgentsTest::works);
        assertThat(records()).isEmpty();
    }

    @Test
    void thirdStop_leavesThem_andTheNextOwnerEndsThemBeforeItGoesOn() throws Exception {
        List<ProcessHandle> agents = agents(1);
        Process owner = start("stop");
        until(() -> Optional.of(sandbox.run("orchestrate", "status", "deaf").out())
                .filter(text -> text.contains("Status: stopping")));
        CompletableFuture<Sandbox.Outcome> second =
                CompletableFuture.supplyAsync(() -> sandbox.run("orchestrate", "stop", "deaf"));
        until(() -> Optional.of(sandbox.run("orchestrate", "history", "deaf").out())
                .filter(text -> text.split("asked: stop", -1).length == 3));
        assertThat(sandbox.run("orchestrate", "stop", "deaf").exit()).isEqualTo(ExitCode.DONE);
        assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(30, TimeUnit.SECONDS).exit()).isEqualTo(ExitCode.DONE);
        assertThat(agents).allMatch(LeftOverAgentsTest::works);
        // It has left its mark, too.
        assertThat(home.resolve("agents/.state/one.marks")).exists();
        assertThat(sandbox.run("agent", "status", "one").out()).doesNotContain("Used by: ");

        assertThat(sandbox.run("orchestrate", "stop", "deaf").exit()).isEqualTo(ExitCode.DONE);

        assertThat(agents).noneMatch(LeftOverAgentsTest::works);
        assertThat(records()).isEmpty();
        assertThat(sandbox.run("orchestrate", "stop", "deaf").out()).contains("stopped already");
    }

    @Test
    void resume_endsTheirFirstAttemptBeforeTheSecondBegins() throws Exception {
        List<ProcessHandle> agents = agents(1);
        Process next = start("resume");
        try {
            agents(2);
            assertThat(agents).noneMatch(LeftOverAgentsTest::works);
            sandbox.with("enough");
            assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(next.exitValue()).isEqualTo(ExitCode.DONE);
            assertThat(records()).isEmpty();
        } finally {
            next.destroyForcibly();
        }
    }

    private Process start(String command) throws IOException {
        return InstalledCommand.on(home, "orchestrate", command, "deaf")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(command + ".txt").toFile())
                .start();
    }

    /** Who was killed and not buried by its parent, which is gone, works no more. */
    private static boolean works(ProcessHandle agent) {
        return agent.isAlive() && agent.info().command().isPresent();
    }

    /** The processes of an attempt, when all of them hear nothing any more. */
    private List<ProcessHandle> agents(int attempt) {
        return Stream.of("one", "two", "three")
                .map(agent -> home.resolve(agent + "-" + attempt + ".pid"))
                .map(file -> until(() -> Optional.of(file).filter(Files::exists)))
                .map(LeftOverAgentsTest::process)
                .toList();
    }

    private static ProcessHandle process(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T until(Supplier<Optional<T>> seen) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
            Optional<T> value = seen.get();
            if (value.isPresent()) {
                return value.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not seen");
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("scenarios/.state/programs/processes"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
