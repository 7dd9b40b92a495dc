package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        assertThat(new CommandLines(Optional.of(Path.of("/my home"))).of(Kind.WORKFLOW, "start", "it's", "$(rm)"))
                .isEqualTo("cortex --home '/my home' workflow start 'it'\\''s' '$(rm)'");
    }

    @Test
    void of_namesThatBeginLikeOptions_areNotTakenForSome() {
        CommandLines commands = new CommandLines(Optional.empty());
        assertThat(commands.of(Kind.SCENARIO, "start", "gated", "-z"))
                .isEqualTo("cortex orchestrate start -- gated -z");
        assertThat(commands.of(Kind.SCENARIO, "retry", CommandLines.option("--from", "-z"), "gated"))
                .isEqualTo("cortex orchestrate retry gated --from=-z");
        assertThat(commands.of(Kind.SCENARIO, "retry", CommandLines.option("--from", "z"), "-a"))
                .isEqualTo("cortex orchestrate retry --from z -- -a");
    }
}
