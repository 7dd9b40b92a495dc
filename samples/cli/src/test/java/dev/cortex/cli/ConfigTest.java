package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
    @TempDir
    Path temporary;

    @Test
    void read_withoutFileOrKeys_saysNothing() {
        assertThat(read()).isEqualTo(new Config(List.of(), Optional.empty(), false, Optional.empty()));
        assertThat(read("# nothing here")).isEqualTo(new Config(List.of(), Optional.empty(), false, Optional.empty()));
    }

    @Test
    void read_allKeys_areUnderstood() {
        assertThat(read("agent_command: claude -p", "criteria: strict", "allow_commands: true", "directory: work"))
                .isEqualTo(new Config(
                        List.of("claude", "-p"),
                        Optional.of(CriteriaMode.strict),
                        true,
                        Optional.of(temporary.resolve("work"))));
        assertThat(read("agent_command: [my agent, -x]").agentCommand()).containsExactly("my agent", "-x");
    }

    @Test
    void read_whatIsNotUnderstood_isToldWithPlaceAndHint() {
        assertThat(problems("agent_comand: x", "criteria: sometimes", "allow_commands: 'yes'", "directory: [a]"))
                .containsExactly(
                        "[ERROR] " + temporary.resolve("config.yaml"),
                        "  - Unknown key: agent_comand (did you mean agent_command?) (config.yaml:1:1, config)",
                        "  - Expected lenient, strict or off: sometimes (config.yaml:2:1, config)",
                        "  - Expected true or false: yes (config.yaml:3:1, config)",
                        "  - Expected a folder: [a] (config.yaml:4:1, config)");
        assertThat(problems("agent_command: {a: 1}")).hasSize(2);
        assertThat(problems("a: [")).hasSizeGreaterThan(1);
    }

    private Config read(String... lines) {
        if (lines.length > 0) {
            new Sandbox(temporary).with("config.yaml", lines);
        }
        return Config.read(new Home(temporary));
    }

    private List<String> problems(String... lines) {
        return catchThrowableOfType(CommandException.class, () -> read(lines)).lines();
    }
}
