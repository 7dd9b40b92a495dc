package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo home, in a copy: what the README promises. */
class DemoTest {
    @TempDir
    Path temporary;

    private Sandbox sandbox;

    @BeforeEach
    void copy() {
        sandbox = new Sandbox(temporary).withAll(Path.of("demo"));
    }

    @Test
    void validate_all_findsNothing() {
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "validate", "--all");
        assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).doesNotContain("warning:", "note:");
    }

    @Test
    void run_fullStackFeature_completesAndEveryCriterionIsMet() {
        Sandbox.Outcome outcome = sandbox.run("orchestrate", "run", "full-stack-feature", "--auto", "--allow-commands");
        assertThat(outcome.exit()).as(outcome.out()).isEqualTo(ExitCode.DONE);
        assertThat(outcome.out()).doesNotContain("Unverified").contains("met: Performance benchmarks met");
        assertThat(temporary.resolve("work/reports/integration.txt"))
                .content()
                .contains("PASS add")
                .doesNotContain("FAIL");
        assertThat(temporary.resolve("work/backend/TodoServer.java")).exists();
    }
}
