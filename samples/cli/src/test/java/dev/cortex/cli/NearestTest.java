package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("release-prep", "incident-response", "run");

    @Test
    void to_mistypedName_findsIt() {
        assertThat(Nearest.to("relase-prep", NAMES)).contains("release-prep");
        assertThat(Nearest.to("RUN", NAMES)).contains("run");
        assertThat(Nearest.hint("rn", NAMES)).isEqualTo(" (did you mean run?)");
    }

    @Test
    void to_somethingElse_findsNothing() {
        assertThat(Nearest.to("deploy", NAMES)).isEmpty();
        assertThat(Nearest.to("r".repeat(10_000), NAMES)).isEmpty();
        assertThat(Nearest.hint("deploy", List.of())).isEmpty();
    }
}
