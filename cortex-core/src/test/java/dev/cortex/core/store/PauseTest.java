package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void briefly_leavesTheThreadAsInterruptedAsItWas(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }

        Pause.briefly();

        assertThat(Thread.interrupted()).isEqualTo(interrupted);
    }
}
