package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that pauses between two attempts: whoever looks sees that nobody works, and until when. */
class BackoffTest {
    @TempDir
    Path home;

    @Test
    void statusAndExplain_duringAPause_sayUntilWhen() throws Exception {
        Sandbox sandbox = new Sandbox(home)
                .withAgent("breaker", "'false'")
                .with(
                        "scenarios/s.yaml",
                        "name: s",
                        "description: S",
                        "phases:",
                        "  - {name: p, condition: auto, agents: [breaker], retry: {max_attempts: 2, backoff: 10m}}");
        Screen screen = new Screen();
        List<String> said = new ArrayList<>();
        Thread other = new Thread(() -> {
            screen.await("(again at ");
            said.add(new Sandbox(home).run("orchestrate", "status").out());
            said.add(new Sandbox(home).run("orchestrate", "explain").out());
            new Sandbox(home).run("orchestrate", "stop", "s");
        });
        other.start();
        assertThat(sandbox.run(screen, "orchestrate", "run", "s").exit()).isEqualTo(ExitCode.STOPPED);
        other.join();
        String until = screen.text().replaceAll("(?s).*\\(again at ([^)]*)\\).*", "$1");
        assertThat(said.get(0)).endsWith("\nBlocked:\n  - p: breaker has failed and tries again at " + until + "\n");
        assertThat(said.get(1)).isEqualTo("p: breaker has failed and tries again at " + until + "\n");
    }
}
