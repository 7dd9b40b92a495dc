package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The panel on a real terminal of tmux: a person runs the tutorial's scenario with nothing but keys. */
class PanelTmuxTest {
    private static final List<String> AGENTS = List.of(
            "architect-reviewer",
            "system-architect",
            "python-pro",
            "database-admin",
            "react-specialist",
            "ui-ux-designer",
            "quality-engineer",
            "test-automator");

    @TempDir
    Path folder;

    private Tmux terminal;

    private static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "tmux")));
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        if (terminal != null) {
            terminal.close();
        }
        Bystanders.await(folder);
    }

    /** Agents that work until somebody lets them go, so that what runs beside each other is seen, however fast it is. */
    private Path home() throws IOException {
        Sandbox home = new Sandbox(folder.resolve("home"));
        home.with(
                "scenarios/full-stack-feature.yaml",
                Files.readString(Path.of("demo/scenarios/full-stack-feature.yaml")));
        for (String name : AGENTS) {
            home.with("agents/" + name + ".md", "---", "name: " + name, "description: Works", "---", "Work.");
        }
        Path agent = home.home().resolve("agent.sh");
        home.with(
                "agent.sh",
                "echo \"$CORTEX_AGENT is here\"",
                "while test ! -f \"$CORTEX_HOME/$CORTEX_PHASE.go\"; do sleep 0.05; done",
                "touch PLAN.md DEPENDENCIES.txt");
        home.with("config.yaml", "agent_command: [sh, '" + agent + "']", "directory: .");
        return home.home();
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "200, 50"})
    void panel_runsAScenario_byItsPalette_throughItsGate_toItsEnd(int columns, int rows) throws Exception {
        assumeTrue(installed(), "tmux is not installed");
        Path home = home();
        terminal = new Tmux(folder.resolve("tmux"), columns, rows, InstalledCommand.on(home, "tui"));
        terminal.await("> full-stack-feature", "Ctrl+P commands");
        terminal.keys("C-p");
        terminal.await("> _");
        terminal.type("run full");
        terminal.await("> Scenario Run: full-stack-feature");
        terminal.keys("Enter");
        terminal.await("Status: waiting", "> [?] analysis", "waits for you: analysis");
        terminal.type("s");
        terminal.await("Start analysis?");
        terminal.type("the plan is good");
        terminal.await("Reason (or none): the plan is good_");
        terminal.keys("Enter");
        terminal.await("> [>] analysis", "At work: {architect-reviewer}", "architect-reviewer is here");
        go(home, "analysis");
        terminal.await(
                "[x] analysis", "[>] backend", "[>] frontend", "{python-pro}", "{react-specialist}", "lane: backend");
        terminal.keys("Down");
        terminal.await("> [>] backend", "python-pro is here");
        go(home, "backend");
        go(home, "frontend");
        terminal.await("[x] backend", "[x] frontend", "[>] integration");
        go(home, "integration");
        terminal.await("Status: completed", "[x] integration", "4/4 ended");
        List<String> last = terminal.screen();
        assertThat(last).hasSizeLessThanOrEqualTo(rows);
        assertThat(last.get(0)).contains("cortex | Scenario: full-stack-feature");
        terminal.type("h");
        terminal.await("run completed");
        terminal.type("q");
        terminal.await("ended with 0");
        assertThat(new Sandbox(home)
                        .run("orchestrate", "history", "full-stack-feature")
                        .out())
                .contains("the plan is good");
    }

    @ParameterizedTest
    @CsvSource("80, 24")
    void run_outlivesThePanel_whoseTerminalIsClosed(int columns, int rows) throws Exception {
        assumeTrue(installed(), "tmux is not installed");
        Path home = home();
        terminal = new Tmux(folder.resolve("tmux"), columns, rows, InstalledCommand.on(home, "tui"));
        terminal.await("> full-stack-feature");
        terminal.type("r");
        terminal.await("Run full-stack-feature?");
        terminal.keys("Enter");
        terminal.await("Status: waiting");
        terminal.type("s");
        terminal.keys("Enter");
        terminal.await("At work: {architect-reviewer}");
        terminal.close();
        for (String phase : List.of("analysis", "backend", "frontend", "integration")) {
            go(home, phase);
        }
        Sandbox later = new Sandbox(home);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String status = "";
        while (!status.contains("Status: completed") && System.nanoTime() < end) {
            status = later.run("orchestrate", "status", "full-stack-feature").out();
        }
        assertThat(status).contains("Status: completed");
    }

    private static void go(Path home, String phase) throws IOException {
        Files.createFile(home.resolve(phase + ".go"));
    }
}
