package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between a person at a terminal and a run. */
class DriverTest {
    @TempDir
    Path temporary;

    @Test
    void run_personSaysYes_phaseStarts() {
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().terminal(screen.typing("Start phase gate? [y/N]", "y"))
                .run(screen, "orchestrate", "run", "gated", "--no-color");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).contains("[x] gate: completed", "tester asked: start gate");
    }

    /** A slip of the keyboard is no refusal. */
    @Test
    void run_answerThatIsNeither_isAskedForAgain() {
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().terminal(
                        screen.typing("Start phase gate? [y/N]", "yep", "Neither y nor n: yep", "y"))
                .run(screen, "orchestrate", "run", "gated", "--no-color");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).contains("[x] gate: completed");
    }

    @Test
    void run_personSaysNo_gateGoesOnWaiting() {
        Screen screen = new Screen();
        Sandbox sandbox = gated();
        Sandbox.Outcome outcome = sandbox.terminal(screen.typing("Start phase gate? [y/N]", "n"))
                .run(screen, "orchestrate", "run", "gated");
        assertThat(outcome.exit()).isEqualTo(ExitCode.WAITING);
        assertThat(outcome.out()).contains("cortex orchestrate start gated gate");
        assertThat(sandbox.run("orchestrate", "status", "--no-color").out()).contains("[?] gate    - waiting");
    }

    @Test
    void run_personHasLeft_isNotAskedForEver() {
        Screen screen = new Screen();
        Sandbox.Outcome outcome = gated().terminal(screen.typing()).run(screen, "orchestrate", "run", "gated");
        assertThat(outcome.exit()).isEqualTo(ExitCode.WAITING);
    }

    @Test
    void run_whileAPersonIsAsked_otherPhasesGoOn() {
        Screen screen = new Screen();
        // The person answers only when the other phase is over: it could not end if the question stopped it.
        Sandbox.Outcome outcome =
                gated().terminal(screen.typing("beside: completed", "y")).run(screen, "orchestrate", "run", "gated");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out().indexOf("Start phase gate?"))
                .isLessThan(outcome.out().indexOf("[x]\u001b[0m beside"));
    }

    @Test
    void run_startNamedBeforehand_nobodyIsAsked() {
        Sandbox.Outcome outcome = gated().run("orchestrate", "run", "gated", "--start", "gate");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).contains("tester asked: start gate: --start").doesNotContain("[y/N]");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void run_signalWhileAnAgentWorks_isAStopThatCanBeResumed() {
        AtomicReference<Runnable> signal = new AtomicReference<>();
        Screen screen = new Screen();
        Sandbox sandbox = sleeping();
        Thread operatingSystem = new Thread(() -> {
            screen.await("sleeper at work");
            signal.get().run();
        });
        operatingSystem.start();
        Sandbox.Outcome outcome =
                sandbox.signals(signal::set).run(screen, "orchestrate", "run", "long", "--auto", "--allow-commands");
        assertThat(outcome.exit()).isEqualTo(ExitCode.STOPPED);
        assertThat(outcome.err()).startsWith("Stopping");
        assertThat(outcome.out())
                .contains(
                        "Status: stopped",
                        "[ ] work  - pending",
                        "To go on: cortex orchestrate resume long --auto --allow-commands");
        sandbox.withAgent("sleeper").signals(Signals.none());
        assertThat(sandbox.run("orchestrate", "resume", "long").exit()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void run_signalBeforeTheRunBegins_nothingIsBegun() {
        Sandbox sandbox = sleeping().signals(Runnable::run);
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "run", "long");
        assertThat(outcome.exit()).isEqualTo(ExitCode.STOPPED);
        assertThat(outcome.err()).isEqualTo("Stopped before anything was begun\n");
        assertThat(sandbox.run("orchestrate", "status").out()).contains("No scenario has been run yet");
    }

    @Test
    void resume_signalBeforeTheRunIsTaken_leavesItAsItWas() {
        Sandbox sandbox = gated();
        assertThat(sandbox.run("orchestrate", "run", "gated").exit()).isEqualTo(ExitCode.WAITING);
        String before = sandbox.run("orchestrate", "history", "gated").out();
        assertThat(sandbox.signals(Runnable::run)
                        .run("orchestrate", "resume", "gated", "--auto")
                        .exit())
                .isEqualTo(ExitCode.STOPPED);
        assertThat(sandbox.run("orchestrate", "history", "gated").out()).isEqualTo(before);
    }

    @Test
    void resume_anotherOneDrivesTheRun_saysHowToLookAndHowToStop() {
        AtomicReference<Sandbox.Outcome> resumed = new AtomicReference<>();
        Screen screen = new Screen();
        Thread other = new Thread(() -> {
            screen.await("sleeper at work");
            resumed.set(new Sandbox(temporary).run("orchestrate", "resume", "long"));
            new Sandbox(temporary).run("orchestrate", "stop", "long");
        });
        other.start();
        assertThat(sleeping().run(screen, "orchestrate", "run", "long").exit()).isEqualTo(ExitCode.STOPPED);
        assertThat(resumed.get().exit()).isEqualTo(ExitCode.BUSY);
        assertThat(resumed.get().err())
                .contains(
                        "is driven by",
                        "To look at it: cortex orchestrate status long",
                        "To stop it: cortex orchestrate stop long");
    }

    private Sandbox sleeping() {
        return new Sandbox(temporary)
                .withAgent("sleeper", "sleep, '60'")
                .with(
                        "scenarios/long.yaml",
                        "name: long",
                        "description: It takes long",
                        "phases: [{name: work, condition: auto, agents: [sleeper]}]");
    }

    private Sandbox gated() {
        return new Sandbox(temporary)
                .withAgent("worker")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: A gate, and something beside it",
                        "phases:",
                        "  - {name: gate, condition: manual, agents: [worker]}",
                        "  - {name: beside, condition: auto, parallel: true, agents: [worker]}");
    }
}
