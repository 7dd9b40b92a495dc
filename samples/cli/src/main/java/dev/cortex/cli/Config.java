package dev.cortex.cli;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.ValuesYaml;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a home's {@code config.yaml} says.
 *
 * @param agentCommand the command of agents that have none of their own; empty for none
 * @param criteria what happens to criteria that nobody can judge
 * @param allowCommands whether criteria may run commands
 * @param directory where programs work; empty for where a run was started
 */
record Config(
        List<String> agentCommand, Optional<CriteriaMode> criteria, boolean allowCommands, Optional<Path> directory) {
    private static final List<String> KEYS = List.of("agent_command", "criteria", "allow_commands", "directory");

    /** Copies. */
    Config {
        agentCommand = List.copyOf(agentCommand);
    }

    /** {@return a configuration that says nothing} */
    static Config none() {
        return new Config(List.of(), Optional.empty(), false, Optional.empty());
    }

    /**
     * Reads the file of a home; a home without one says nothing.
     *
     * @throws CommandException if something in it is not understood
     */
    static Config read(Home home) {
        Path file = home.config();
        if (!Files.isRegularFile(file)) {
            return none();
        }
        Checked<Values> checked =
                ValuesYaml.read(file, home.folder().relativize(file).toString());
        // A file of comments alone says nothing, and that is no problem.
        List<Diagnostic> problems = new ArrayList<>(checked.findings().stream()
                .filter(finding -> !finding.code().equals("empty-file"))
                .toList());
        Values said = checked.draft().orElse(Values.none());
        for (String key : said.map().keySet()) {
            if (!KEYS.contains(key)) {
                problems.add(problem(checked, key, "Unknown key: " + key + Nearest.hint(key, KEYS)));
            }
        }
        Config config = new Config(
                command(said, checked, problems),
                criteria(said, checked, problems),
                said.get("allow_commands")
                        .map(value -> flag(value, checked, problems))
                        .orElse(false),
                directory(said, home, checked, problems));
        if (problems.stream().anyMatch(Diagnostic::isError)) {
            List<String> lines = new ArrayList<>(List.of("[ERROR] " + file));
            lines.addAll(FindingText.findings(problems));
            throw CommandException.invalid(lines.toArray(String[]::new));
        }
        return config;
    }

    private static List<String> command(Values said, Checked<Values> checked, List<Diagnostic> problems) {
        Object value = said.get("agent_command").orElse(List.of());
        if (value instanceof String text && !text.isBlank()) {
            return List.of(text.strip().split("\\s+"));
        } else if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        problems.add(problem(checked, "agent_command", "Expected a command, such as [claude, -p]: " + value));
        return List.of();
    }

    private static Optional<CriteriaMode> criteria(Values said, Checked<Values> checked, List<Diagnostic> problems) {
        Optional<Object> value = said.get("criteria");
        Optional<CriteriaMode> mode = Arrays.stream(CriteriaMode.values())
                .filter(word -> value.equals(Optional.of(word.name())))
                .findFirst();
        if (value.isPresent() && mode.isEmpty()) {
            problems.add(problem(checked, "criteria", "Expected lenient, strict or off: " + value.get()));
        }
        return mode;
    }

    private static boolean flag(Object value, Checked<Values> checked, List<Diagnostic> problems) {
        if (!(value instanceof Boolean)) {
            problems.add(problem(checked, "allow_commands", "Expected true or false: " + value));
        }
        return Boolean.TRUE.equals(value);
    }

    private static Optional<Path> directory(
            Values said, Home home, Checked<Values> checked, List<Diagnostic> problems) {
        Optional<Object> value = said.get("directory");
        try {
            if (value.isEmpty()) {
                return Optional.empty();
            } else if (value.get() instanceof String text && !text.isBlank()) {
                return Optional.of(home.folder().resolve(text).normalize());
            }
        } catch (InvalidPathException noPath) {
            // The same as any other value that is no folder.
        }
        problems.add(problem(checked, "directory", "Expected a folder: " + value.orElse("")));
        return Optional.empty();
    }

    private static Diagnostic problem(Checked<Values> checked, String key, String message) {
        String pointer = "/" + key.replace("~", "~0").replace("/", "~1");
        return checked.source().place(Diagnostic.error("config", pointer, message));
    }
}
