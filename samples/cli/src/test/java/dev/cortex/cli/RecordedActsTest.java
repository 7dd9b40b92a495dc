package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask for while nobody drives a run is told until it is done. */
class RecordedActsTest {
    @TempDir
    Path home;

    @Test
    void status_afterActsOnARunThatWasKilled_tellsThemUntilTheyAreCarriedOut() throws Exception {
        Sandbox sandbox = sandbox();
        Process run = InstalledCommand.on(home, "orchestrate", "run", "s").start();
        Screen screen = new Screen();
        Thread reader = new Thread(() -> {
            try {
                run.getInputStream().transferTo(screen);
            } catch (java.io.IOException gone) {
                // The process has been ended.
            }
        });
        reader.start();
        screen.await("sleeper at work");
        run.destroyForcibly().waitFor();

        assertThat(sandbox.run("orchestrate", "complete", "s", "work", "--reason", "by hand")
                        .out())
                .startsWith("Recorded: complete work is carried out when the run is resumed\n");
        assertThat(sandbox.run("orchestrate", "start", "s", "gate").out()).startsWith("Recorded: gate starts when");
        assertThat(sandbox.run("orchestrate", "skip", "s", "last").out()).startsWith("Skipped last (s)\n");

        assertThat(sandbox.run("orchestrate", "status").out()).endsWith("""

                        Recorded, And Not Yet Carried Out:
                          - tester asked: complete work: by hand
                          - tester asked: start gate
                        """);
        assertThat(sandbox.run("orchestrate", "explain").out()).contains("""
                        work: nobody drives the run
                          recorded: tester asked: complete work: by hand
                          what helps: cortex orchestrate resume s
                        """);
        String recorded = "\"recorded\":[{\"phase\":\"work\",\"action\":\"complete\",\"actor\":\"tester\","
                + "\"reason\":\"by hand\"},{\"phase\":\"gate\",\"action\":\"start\"";
        assertThat(sandbox.run("orchestrate", "status", "--json").out()).contains(recorded);
        assertThat(sandbox.run("orchestrate", "explain", "--json").out()).contains(recorded);

        assertThat(sandbox.run("orchestrate", "resume", "s").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "status").out()).doesNotContain("Recorded");
        assertThat(sandbox.run("orchestrate", "status", "--json").out()).contains("\"recorded\":[]");
    }

    @Test
    void status_afterAnAdoptedLineByHand_tellsIt() throws Exception {
        Sandbox sandbox = sandbox();
        sandbox.with("scenarios/s.yaml", "name: s", "description: S", "phases:", gate("one"), gate("two"));
        assertThat(sandbox.run("orchestrate", "run", "s").exit()).isEqualTo(ExitCode.WAITING);
        try (Stream<Path> files = Files.list(home.resolve("scenarios/.state"))) {
            Path journal = files.filter(file -> file.getFileName().toString().startsWith("run-"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(
                    journal,
                    "{\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"acted\",\"actor\":\"anna\",\"reason\":\"\","
                            + "\"action\":{\"type\":\"start\",\"phase\":\"one\"}}\n",
                    StandardOpenOption.APPEND);
        }
        sandbox.run("orchestrate", "start", "s", "two");
        assertThat(sandbox.run("orchestrate", "status").out())
                .contains("  - anna asked: start one\n  - tester asked: start two\n");
    }

    private static String gate(String name) {
        return "  - {name: " + name + ", condition: manual, agents: [worker]}";
    }

    private Sandbox sandbox() {
        return new Sandbox(home)
                .withAgent("worker")
                .withAgent("sleeper", "sleep, '60'")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: work, condition: auto, agents: [sleeper]}",
                        gate("gate"),
                        "  - {name: last, condition: 'after:work', agents: [worker]}");
    }
}
