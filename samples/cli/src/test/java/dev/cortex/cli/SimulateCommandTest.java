package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final Path FOLDER = Path.of("src", "test", "transcripts", "simulate");

    @TempDir
    Path home;

    private Sandbox sandbox;

    @BeforeEach
    void copyHome() {
        sandbox = new Sandbox(home).withAll(FOLDER.resolve("home"));
    }

    private Sandbox.Outcome simulate(String stubs, String... more) {
        String file = FOLDER.resolve("stubs").resolve(stubs).toString();
        return sandbox.run(
                Stream.concat(Stream.of("orchestrate", "simulate", "delivery", "--with", file), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> !file.endsWith("cortex.log")).sorted().toList();
        }
    }

    @Test
    void simulate_twice_saysTheSameByteForByte() {
        for (String stubs : List.of("failures.yaml", "waiting.yaml", "bad.yaml")) {
            Sandbox.Outcome first = simulate(stubs);
            Sandbox.Outcome json = simulate(stubs, "--json");
            sandbox.realTime();
            assertThat(simulate(stubs)).isEqualTo(first);
            assertThat(simulate(stubs, "--json")).isEqualTo(json);
        }
    }

    @Test
    void simulate_anyEnd_leavesNothing() throws IOException {
        List<Path> before = files();
        assertThat(simulate("failures.yaml").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(simulate("waiting.yaml").exit()).isEqualTo(ExitCode.WAITING);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void simulate_strictCriteria_waitsForAPersonAsTheRunWould() {
        sandbox.with("config.yaml", "criteria: strict");
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "simulate", "full-stack-feature");
        assertThat(outcome.exit()).isEqualTo(ExitCode.WAITING);
        assertThat(outcome.out())
                .contains("After 2m: waiting. A run would exit with 3.")
                .contains("  - analysis: from +2m on for a verdict on its criteria");
    }

    @Test
    void simulate_whileARunIsActive_doesNotMind() {
        assertThat(sandbox.withAgent("architect-reviewer")
                        .with("config.yaml", "agent_command: 'true'")
                        .run("orchestrate", "run", "full-stack-feature")
                        .exit())
                .isEqualTo(ExitCode.WAITING);
        assertThat(sandbox.run("orchestrate", "simulate", "full-stack-feature").exit())
                .isEqualTo(ExitCode.DONE);
    }
}
