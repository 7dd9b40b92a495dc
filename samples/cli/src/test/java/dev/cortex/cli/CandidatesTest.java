package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell is offered, by the endpoint that its script asks, and by the scripts in the shells that are here. */
class CandidatesTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'orch'                                  | orchestrate",
                "'orchestrate re'                        | reject report resume retry",
                "'orchestrate run '                      | gated other",
                "'orchestrate run ga'                    | gated",
                "'orchestrate validate gated '           | other",
                "'orchestrate start gated '              | build plan",
                "'orchestrate start gated pl'            | plan",
                "'orchestrate run gated --start '        | build plan",
                "'orchestrate retry gated --from=x --fr' | ''",
                "'orchestrate run gated --qu'            | --quiet",
                "'orchestrate run gated --criteria '     | lenient off strict",
                "'orchestrate --no-color status o'       | other",
                "'orchestrate start nobody '             | ''",
                "'workflow run '                         | steps",
                "'workflow start steps '                 | first",
                "'agent status '                         | idle worker",
                "'completion '                           | bash fish zsh",
                "'help orchestrate ru'                   | run",
                "'orchestrate preview gated --html '     | ''",
                "'__'                                    | ''",
                "'nonsense '                             | ''",
            })
    void complete_words_offersWhatFits(String words, String expected) {
        assertThat(offered(home(), words)).isEqualTo(expected);
    }

    @Test
    void complete_homeInTheWords_isTheOneThatIsLookedInto() {
        home();
        Sandbox elsewhere = new Sandbox(temporary.resolve("elsewhere"));
        assertThat(offered(elsewhere, "orchestrate run ")).isEmpty();
        assertThat(offered(elsewhere, "--home " + temporary + " orchestrate run "))
                .isEqualTo("gated other");
        assertThat(offered(elsewhere, "--home=" + temporary + " orchestrate run "))
                .isEqualTo("gated other");
    }

    @Test
    void complete_brokenScenario_saysNothing() {
        Sandbox sandbox = home().with("scenarios/broken.yaml", "phases: [");
        assertThat(offered(sandbox, "orchestrate start broken ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completion_everyShell_asksTheSameEndpoint(String shell) {
        Sandbox.Outcome script = new Sandbox(temporary).run("completion", shell);
        assertThat(script.exit()).isZero();
        assertThat(script.out()).contains(" __complete -- ", "cortex completion " + shell, "2>/dev/null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completion_inTheShellItself_offersNames(String shell) throws Exception {
        assumeTrue(installed(shell), shell + " is not here");
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path cortex = bin.resolve("cortex");
        // In place of the command, what it is asked is shown.
        Files.writeString(cortex, "#!/bin/sh\nshift 2\nfor w in \"$@\"; do echo \"[$w]\"; done\n");
        assertThat(cortex.toFile().setExecutable(true)).isTrue();
        String script = new Sandbox(temporary).run("completion", shell).out();
        Path file = Files.writeString(temporary.resolve("script"), script);
        String ask = switch (shell) {
            case "bash" ->
                "source " + file + "; COMP_WORDS=(cortex orchestrate 'run' 'g d'); COMP_CWORD=3; _cortex_complete;"
                        + " printf '%s\\n' \"${COMPREPLY[@]}\"";
            case "fish" -> "source " + file + "; complete -C 'cortex orchestrate run '";
            default -> "autoload -Uz compinit && compinit -D; source " + file + "; print -l ${_comps[cortex]}";
        };
        String said = said(bin, shell, "-c", ask);
        assertThat(said)
                .contains(
                        switch (shell) {
                            case "bash" -> "\\[orchestrate\\]\n\\[run\\]\n\\[g\\ d\\]";
                            case "fish" -> "[orchestrate]";
                            default -> "_cortex_complete";
                        });
    }

    private static String said(Path bin, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", bin.toString(), (path, ours) -> ours + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    private static String offered(Sandbox sandbox, String words) {
        String[] all = Stream.concat(Stream.of("__complete", "--"), Stream.of(words.split(" ", -1)))
                .toArray(String[]::new);
        Sandbox.Outcome outcome = sandbox.run(all);
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        return String.join(" ", outcome.out().lines().toList());
    }

    private Sandbox home() {
        List<String> phases = List.of(
                "phases:",
                "  - {name: plan, condition: auto, agents: [worker]}",
                "  - {name: build, condition: 'after:plan', agents: [worker]}");
        return new Sandbox(temporary)
                .withAgent("worker")
                .with("inactive/agents/idle.md", "---", "name: idle", "---", "Rest.")
                .with("scenarios/gated.yaml", "name: gated", "description: One", String.join("\n", phases))
                .with("scenarios/other.yaml", "name: other", "description: Two", String.join("\n", phases))
                .with(
                        "workflows/steps.yaml",
                        "name: steps",
                        "description: Steps",
                        "steps:",
                        "  - {name: first, prompt: Begin}");
    }
}
