package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.core.journal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What commands write with {@code --json}, held against what the documentation says of it. */
class JsonShapesTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "command.md");

    /** What is a name in them was given by somebody, or stands in the description of the journal. */
    private static final Set<String> FOREIGN = Set.of("inputs", "outputs", "events", "evidence");

    /** They write text for shells and people, whatever is asked. */
    private static final Set<String> TEXT = Set.of("completion", "help", "tui");

    private static final Set<String> ERROR = Set.of("version", "error", "exit");

    /** What is said of each phase, wherever a document has phases of a run. */
    private static final String EACH = "each";

    private static final Pattern AS = Pattern.compile("\\bas (?:of )?`([a-z ]+)`");

    @TempDir
    Path temporary;

    @Test
    void everyCommand_isInTheDocumentation() throws IOException {
        Set<String> named = new TreeSet<>();
        commands().forEach(command -> named.add(row(command)));
        assertThat(documented().keySet()).containsAll(named);
    }

    @Test
    void everyDocument_hasAVersionAndOnlyKeysThatAreDocumented() throws IOException {
        Map<String, Set<String>> documented = documented();
        Sandbox sandbox = new Sandbox(temporary)
                .withAgent("worker")
                .withAgent("clumsy", "'false'")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: A gate",
                        "triggers: {keywords: [gate]}",
                        "phases:",
                        "  - {name: plan, condition: auto, agents: [worker], success_criteria: [nice]}",
                        "  - {name: gate, condition: manual, agents: [worker]}",
                        "  - {name: last, condition: 'after:gate', agents: [worker]}")
                .with(
                        "scenarios/doomed.yaml",
                        "name: doomed",
                        "description: Fails",
                        "phases:",
                        "  - {name: plan, condition: auto, agents: [clumsy]}",
                        "  - {name: last, condition: 'after:plan', agents: [worker]}")
                .with("scenarios/wrong.yaml", "name: wrong", "description: No phases")
                .with(
                        "workflows/steps.yaml",
                        "name: steps",
                        "description: Steps",
                        "steps:",
                        "  - {name: first, prompt: Begin, agent: worker}",
                        "  - {name: second, prompt: Go on, condition: manual, agent: worker}",
                        "  - {name: third, prompt: End, agent: clumsy}");
        List<String> commands = List.of(
                "orchestrate list",
                "orchestrate validate --all",
                "orchestrate preview gated",
                "orchestrate simulate gated",
                "orchestrate graph gated",
                "orchestrate suggest gate",
                "orchestrate run gated --criteria strict",
                "orchestrate confirm gated plan 1",
                "orchestrate status gated",
                "orchestrate explain gated",
                "orchestrate start gated gate",
                "orchestrate status gated",
                "orchestrate explain gated",
                "orchestrate skip gated last",
                "orchestrate stop gated",
                "orchestrate resume gated",
                "orchestrate history gated",
                "orchestrate report gated",
                "orchestrate run gated --criteria off",
                "orchestrate reject gated gate",
                "orchestrate run doomed",
                "orchestrate status doomed",
                "orchestrate explain doomed",
                "orchestrate retry doomed",
                "orchestrate complete doomed plan",
                "orchestrate status nobody",
                "workflow list",
                "workflow validate steps",
                "workflow preview steps",
                "workflow simulate steps",
                "workflow graph steps",
                "workflow suggest begin",
                "workflow run steps",
                "workflow status steps",
                "workflow explain steps",
                "workflow start steps second",
                "workflow resume steps",
                "workflow retry steps",
                "workflow complete steps third",
                "workflow confirm steps first 1",
                "workflow reject steps second",
                "workflow skip steps second",
                "workflow stop steps",
                "workflow history steps",
                "workflow report steps",
                "agent list",
                "agent status worker",
                "agent deactivate worker",
                "agent activate worker");
        Map<String, Set<String>> missing = new TreeMap<>();
        Set<String> succeeded = new TreeSet<>();
        for (String command : commands) {
            Sandbox.Outcome outcome = sandbox.run((command + " --json").split(" ", -1));
            assertThat(outcome.out().lines()).as(command).hasSize(1);
            assertThat(outcome.out()).as(command).startsWith("{\"version\":" + Printer.JSON_VERSION + ",");
            String[] words = command.split(" ", -1);
            String row = row(words[0] + " " + words[1]);
            Map<?, ?> json = (Map<?, ?>) Json.read(outcome.out().strip());
            Set<String> unknown = new TreeSet<>();
            collect(json, unknown);
            unknown.removeAll(json.containsKey("error") ? ERROR : documented.get(row));
            if (!unknown.isEmpty()) {
                missing.put(command, unknown);
            }
            if (!json.containsKey("error")) {
                succeeded.add(row);
            }
        }
        assertThat(missing)
                .as("keys that docs/command.md does not name for the command")
                .isEmpty();
        Set<String> all = new TreeSet<>();
        commands().forEach(command -> all.add(row(command)));
        assertThat(succeeded).isEqualTo(all);
    }

    /** Commands that write a document, with their groups. */
    private Set<String> commands() {
        CommandLine root = CortexMain.commandLine(
                new Sandbox(temporary).surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        Set<String> commands = new TreeSet<>();
        root.getSubcommands().forEach((group, command) -> {
            boolean leaf = command.getSubcommands().isEmpty();
            if (leaf && !command.getCommandSpec().usageMessage().hidden() && !TEXT.contains(group)) {
                commands.add(group);
            }
            command.getSubcommands().keySet().forEach(name -> commands.add(group + " " + name));
        });
        return commands;
    }

    /** Scenarios and workflows are documented together. */
    private static String row(String command) {
        return command.startsWith("agent ") ? command : command.substring(command.indexOf(' ') + 1);
    }

    /** The keys of each command, with those of the rows that its row refers to. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, String> cells = new TreeMap<>();
        String text = Files.readString(DOCUMENT);
        for (String row : text.substring(text.indexOf("## JSON")).lines().toList()) {
            if (row.startsWith("|")) {
                String[] parts = row.split("\\|", -1);
                (parts[1].contains("…each") ? List.of(EACH) : words(parts[1]))
                        .forEach(name -> cells.put(name, parts[2]));
            }
        }
        Map<String, Set<String>> documented = new TreeMap<>();
        cells.forEach((name, cell) -> {
            Set<String> keys = new TreeSet<>(words(cell));
            keys.add("version");
            if (keys.contains("inputs")) {
                keys.addAll(words(cells.get(EACH)));
                keys.addAll(words(cells.get("explain")));
            }
            AS.matcher(cell).results().forEach(other -> keys.addAll(words(cells.get(other.group(1)))));
            documented.put(name, keys);
        });
        return documented;
    }

    private static List<String> words(String cell) {
        return Pattern.compile("`([a-z_ ]+)`")
                .matcher(cell)
                .results()
                .map(word -> word.group(1))
                .toList();
    }

    private static void collect(Object value, Set<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                keys.add(String.valueOf(key));
                if (!FOREIGN.contains(String.valueOf(key))) {
                    collect(inner, keys);
                }
            });
        } else if (value instanceof Collection<?> all) {
            all.forEach(inner -> collect(inner, keys));
        }
    }
}
