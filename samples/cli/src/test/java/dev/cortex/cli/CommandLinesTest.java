package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLinesTest {
    @Test
    void of_plainWords_areNotQuoted() {
        assertThat(new CommandLines(Optional.empty()).of(Kind.SCENARIO, "start", "release-prep", "docs"))
                .isEqualTo("cortex orchestrate start release-prep docs");
    }

    @Test
    void of_blanksAndQuotes_areQuotedForAShell() {
        assertThat(new CommandLines(Optional.of("/my home")).of(Kind.WORKFLOW, "start", "it's", "$(rm)"))
                .isEqualTo("cortex --home '/my home' workflow start 'it'\\''s' '$(rm)'");
    }
}
