package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatienceTest {
    @TempDir
    Path temporary;

    @Test
    void validate_longerThanASecondOnATerminal_saysHowFarItIsAndTakesItBack() {
        assertThat(checked(true, Duration.ofMillis(400)))
                .isEqualTo("\rChecking: 2 of 5\u001b[K\rChecking: 3 of 5\u001b[K\rChecking: 4 of 5\u001b[K\r\u001b[K");
    }

    @Test
    void validate_quickOrWithoutATerminal_saysNothing() {
        assertThat(checked(true, Duration.ofMillis(100))).isEmpty();
        assertThat(checked(false, Duration.ofMillis(400))).isEmpty();
    }

    /** What a check of five files says on standard error, if each takes so long. */
    private String checked(boolean terminal, Duration each) {
        FixedTty tty = new FixedTty(80, 24);
        tty.problems = terminal;
        AtomicReference<Instant> now = new AtomicReference<>(Sandbox.NOW);
        Sandbox sandbox = new Sandbox(temporary).tty(tty).clock(() -> now.getAndUpdate(at -> at.plus(each)));
        for (int i = 0; i < 5; i++) {
            sandbox.with("scenarios/s" + i + ".yaml", "name: s" + i, "description: One", "phases: [{name: a}]");
        }
        return sandbox.run("orchestrate", "validate", "--all").err();
    }
}
