package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is broken in a home stops those who need it, and nobody else. */
class BrokenHomeTest {
    private static final String TYPO = "criterias: lenient";

    @TempDir
    Path home;

    @Test
    void stop_ofADrivenRunWithABrokenConfiguration_warnsAndStopsIt() {
        AtomicReference<Sandbox.Outcome> stopped = new AtomicReference<>();
        Screen screen = new Screen();
        Thread other = new Thread(() -> {
            screen.await("sleeper at work");
            Sandbox second = sleeping().with("config.yaml", TYPO);
            stopped.set(second.run("orchestrate", "stop", "long"));
        });
        other.start();
        assertThat(sleeping().run(screen, "orchestrate", "run", "long").exit()).isEqualTo(ExitCode.STOPPED);
        assertStopped(join(other, stopped));
    }

    @Test
    void stop_ofARunThatNobodyDrivesWithABrokenConfiguration_warnsAndStopsIt() {
        Sandbox sandbox = sleeping();
        assertThat(sandbox.run("orchestrate", "run", "gated").exit()).isEqualTo(ExitCode.WAITING);
        sandbox.with("config.yaml", TYPO);
        assertStopped(sandbox.run("orchestrate", "stop", "gated"));
        assertThat(sandbox.run("orchestrate", "status", "gated").out()).contains("Status: stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status gated", "explain gated", "history gated", "report gated", "skip gated gate"})
    void command_thatStartsNothing_needsNoConfiguration(String words) {
        Sandbox sandbox = sleeping();
        sandbox.run("orchestrate", "run", "gated");
        sandbox.with("config.yaml", TYPO);
        Sandbox.Outcome outcome = sandbox.run(("orchestrate " + words).split(" "));
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume gated", "retry gated", "run gated --new"})
    void command_thatDrives_needsASoundConfiguration(String words) {
        Sandbox sandbox = sleeping();
        sandbox.run("orchestrate", "run", "gated");
        sandbox.with("config.yaml", TYPO);
        Sandbox.Outcome outcome = sandbox.run(("orchestrate " + words).split(" "));
        assertThat(outcome.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.err()).contains("[ERROR]", "Unknown key: criterias (did you mean criteria?)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status gated",
                "resume gated",
                "retry gated",
                "stop gated",
                "history",
                "explain",
                "report",
                "start gated gate",
                "run gated"
            })
    void command_whereSomethingElseIsInThePlaceOfTheRuns_saysSo(String words) throws IOException {
        Sandbox sandbox = sleeping();
        Path state = home.resolve("scenarios/.state");

        Files.writeString(state, "no folder");
        Sandbox.Outcome file = sandbox.run(("orchestrate " + words).split(" "));
        Files.delete(state);
        Files.createSymbolicLink(state, home.resolve("nowhere"));
        Sandbox.Outcome link = sandbox.run(("orchestrate " + words).split(" "));

        assertThat(file.exit()).isEqualTo(ExitCode.STATE);
        assertThat(file.err())
                .startsWith("The runs cannot be read: " + state + " is no folder\nPut the folder with the runs back");
        assertThat(link.exit()).isEqualTo(ExitCode.STATE);
        assertThat(link.err()).startsWith("The runs cannot be read: " + state + " is a link that leads nowhere\n");
        assertThat(home.resolve("nowhere")).doesNotExist();
    }

    @Test
    void status_whereTheRunsAreBehindALink_findsThem() throws IOException {
        Sandbox sandbox = sleeping();
        sandbox.run("orchestrate", "run", "gated");
        Path state = home.resolve("scenarios/.state");
        Files.move(state, home.resolve("elsewhere"));
        Files.createSymbolicLink(state, home.resolve("elsewhere"));
        assertThat(sandbox.run("orchestrate", "status").out()).contains("Status: waiting");
    }

    private void assertStopped(Sandbox.Outcome stop) {
        assertThat(stop.exit()).isEqualTo(ExitCode.DONE);
        assertThat(stop.out()).startsWith("Stopped scenario: ");
        assertThat(stop.err())
                .isEqualTo("[WARN] " + home.resolve("config.yaml")
                        + "\n  - Unknown key: criterias (did you mean criteria?) (config.yaml:1:1, config)\n"
                        + "Nothing of it is needed here: the command goes on without it\n");
    }

    private static Sandbox.Outcome join(Thread thread, AtomicReference<Sandbox.Outcome> outcome) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return outcome.get();
    }

    private Sandbox sleeping() {
        return new Sandbox(home)
                .withAgent("sleeper", "sleep, '60'")
                .with(
                        "scenarios/long.yaml",
                        "name: long",
                        "description: It takes long",
                        "phases: [{name: work, condition: auto, agents: [sleeper]}]")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: It waits",
                        "phases: [{name: gate, condition: manual, agents: [sleeper]}]");
    }
}
