package dev.cortex.cli;

import dev.cortex.api.agent.AgentCatalog;
import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.core.agents.AgentFolder;
import dev.cortex.core.agents.AgentProgram;
import dev.cortex.yaml.AgentDefinition;
import dev.cortex.yaml.AgentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agents of a home: their files, and the programs that they name. */
final class InstalledAgents {
    /** The program that a home without any configuration is meant for. */
    private static final String CLAUDE = "claude";

    private final Home home;
    private final AgentFolder folder;
    private final Map<String, Optional<Checked<AgentDefinition>>> read = new HashMap<>();
    private @Nullable Config config;

    InstalledAgents(Home home) {
        this.home = home;
        this.folder = new AgentFolder(home.folder(), new LivingRuns(home));
    }

    /** {@return what the home's configuration says; read when it is first asked for} */
    synchronized Config config() {
        Config said = config;
        if (said == null) {
            said = Config.read(home);
            config = said;
        }
        return said;
    }

    /** For who starts nothing: a configuration that is broken is told of, and counts as one that says nothing. */
    synchronized void toleratingConfig(Consumer<String> problems) {
        try {
            config();
        } catch (CommandException broken) {
            broken.lines().forEach(line -> problems.accept(line.replaceFirst("^\\[ERROR\\]", "[WARN]")));
            problems.accept("Nothing of it is needed here: the command goes on without it");
            config = Config.none();
        }
    }

    /** {@return whether the configuration lets criteria run commands; one that cannot be read allows nothing} */
    boolean allowCommands() {
        try {
            return config().allowCommands();
        } catch (CommandException broken) {
            // Whoever needs the configuration says what is wrong with it.
            return false;
        }
    }

    AgentFolder folder() {
        return folder;
    }

    AgentCatalog catalog() {
        return folder;
    }

    /** {@return what the file of an agent says, sound or not; empty if there is no file} */
    synchronized Optional<Checked<AgentDefinition>> definition(String name) {
        return read.computeIfAbsent(name, key -> folder.file(key).map(AgentFile::read));
    }

    /** {@return how an agent is started; empty if it has no usable file} */
    Optional<AgentProgram> program(String name) {
        return definition(name)
                .filter(Checked::ok)
                .map(Checked::orElseThrow)
                .map(agent -> new AgentProgram(agent.command().orElse(List.of()), agent.prompt()));
    }

    /**
     * Makes sure that there is an agent.
     *
     * @throws CommandException if not
     */
    void require(String name) {
        if (folder.file(name).isEmpty()) {
            throw CommandException.notFound(
                    "Agent not found: " + Visible.clip(name) + Nearest.hint(name, folder.names()));
        }
    }

    /** {@return {@code active} or {@code inactive}} */
    String standing(String name) {
        return folder.active(name) ? "active" : "inactive";
    }

    String description(String name) {
        return definition(name)
                .flatMap(Checked::draft)
                .map(AgentDefinition::description)
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
    }

    /** {@return an agent for a program} */
    Map<String, @Nullable Object> json(String name) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("agent", name);
        json.put("active", folder.active(name));
        json.put("description", description(name));
        json.put("file", folder.file(name).map(Path::toString).orElse(null));
        json.put("command", program(name).map(AgentProgram::command).orElse(List.of()));
        json.put("used_by", List.copyOf(folder.users(name)));
        return json;
    }

    /**
     * Makes sure that there is a command for everybody who works in a scenario.
     *
     * @throws CommandException if not; it names them, and the ways out
     */
    void requireCommands(Scenario scenario) {
        List<String> broken = broken(scenario);
        if (!broken.isEmpty()) {
            broken.add("Nothing was started. Mend the file, then call this command again");
            throw CommandException.invalid(broken.toArray(String[]::new));
        }
        if (!config().agentCommand().isEmpty()) {
            return;
        }
        Set<String> without = new LinkedHashSet<>();
        workers(scenario).stream()
                .filter(name ->
                        program(name).map(found -> found.command().isEmpty()).orElse(true))
                .forEach(without::add);
        if (!without.isEmpty()) {
            throw CommandException.invalid(
                    "No command for " + Visible.clip(String.join(", ", without)) + ": nothing was started",
                    "Give the agent's file a command, such as: command: [claude, -p, --output-format, json]",
                    "or give all agents one: agent_command in " + home.config(),
                    "To see what a run would do: --dry-run");
        }
    }

    /** What is wrong with the files of those who work in a scenario: each file with its mark, then each problem with its place. */
    private List<String> broken(Scenario scenario) {
        List<String> lines = new ArrayList<>();
        workers(scenario)
                .forEach(name -> definition(name).filter(found -> !found.ok()).ifPresent(found -> {
                    lines.add("[ERROR] " + folder.file(name).map(Path::toString).orElse(name));
                    lines.addAll(FindingText.findings(found.findings()));
                }));
        return lines;
    }

    /** {@return who does the work of a scenario, in words: agents by their names, the default agent by its program} */
    String executors(Scenario scenario) {
        Set<String> words = new LinkedHashSet<>();
        for (String name : workers(scenario)) {
            List<String> command = program(name)
                    .map(AgentProgram::command)
                    .filter(own -> !own.isEmpty())
                    .orElseGet(this::defaultCommand);
            String program = command.isEmpty() ? CLAUDE : command.get(0).replaceFirst(".*[/\\\\]", "");
            words.add(program.equals(CLAUDE) ? "Claude Code" : name.equals(Phase.DEFAULT_AGENT) ? program : name);
        }
        return Visible.clip(String.join(", ", words));
    }

    private List<String> defaultCommand() {
        try {
            return config().agentCommand();
        } catch (CommandException broken) {
            // Whoever needs the configuration says what is wrong with it.
            return List.of();
        }
    }

    private static Set<String> workers(Scenario scenario) {
        Set<String> names = new LinkedHashSet<>();
        scenario.phases().forEach(phase -> names.addAll(phase.workers()));
        return names;
    }
}
