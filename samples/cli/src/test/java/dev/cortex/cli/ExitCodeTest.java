package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.run.RunStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "COMPLETED, 0",
        "FAILED, 1",
        "WAITING, 3",
        "STOPPED, 130",
        "STOPPING, 130",
        "INTERRUPTED, 5",
        "RUNNING, 5"
    })
    void of_eachStatus_hasItsCode(RunStatus status, int code) {
        assertThat(ExitCode.of(status)).isEqualTo(code);
    }
}
