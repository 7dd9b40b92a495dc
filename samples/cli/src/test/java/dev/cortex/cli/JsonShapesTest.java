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

    @TempDir
    Path temporary;

    @Test
    void everyCommand_isInTheDocumentation() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (String row : table().lines().filter(line -> line.startsWith("|")).toList()) {
            Pattern.compile("`([a-z ]+)`")
                    .matcher(row.split("\\|", -1)[1])
                    .results()
                    .forEach(name -> documented.add(name.group(1)));
        }
        Sandbox sandbox = new Sandbox(temporary);
        CommandLine root =
                CortexMain.commandLine(sandbox.surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
        Set<String> commands = new TreeSet<>();
        root.getSubcommands().forEach((group, command) -> {
            boolean leaf = command.getSubcommands().isEmpty();
            if (leaf && !command.getCommandSpec().usageMessage().hidden() && !TEXT.contains(group)) {
                commands.add(group);
            }
            command.getSubcommands()
                    .keySet()
                    .forEach(name -> commands.add(group.equals("agent") ? "agent " + name : name));
        });
        assertThat(documented).containsAll(commands);
    }

    @Test
    void everyDocument_hasAVersionAndOnlyKeysThatAreDocumented() throws IOException {
        String document = table();
        Sandbox sandbox = new Sandbox(temporary)
                .withAgent("worker")
                .with(
                        "scenarios/gated.yaml",
                        "name: gated",
                        "description: A gate",
                        "triggers: {keywords: [gate]}",
                        "phases:",
                        "  - {name: plan, condition: auto, agents: [worker], success_criteria: [nice]}",
                        "  - {name: gate, condition: manual, agents: [worker]}",
                        "  - {name: last, condition: 'after:gate', agents: [worker]}");
        List<String> commands = List.of(
                "orchestrate list",
                "orchestrate validate --all",
                "orchestrate preview gated",
                "orchestrate simulate gated",
                "orchestrate graph gated",
                "orchestrate suggest gate",
                "orchestrate run gated",
                "orchestrate status gated",
                "orchestrate explain gated",
                "orchestrate start gated gate",
                "orchestrate status gated",
                "orchestrate explain gated",
                "orchestrate skip gated last",
                "orchestrate stop gated",
                "orchestrate resume gated",
                "orchestrate complete gated plan",
                "orchestrate history gated",
                "orchestrate report gated",
                "orchestrate status nobody",
                "agent list",
                "agent status worker",
                "agent deactivate worker",
                "agent activate worker");
        Map<String, List<String>> missing = new TreeMap<>();
        for (String command : commands) {
            Sandbox.Outcome outcome = sandbox.run((command + " --json").split(" ", -1));
            assertThat(outcome.out().lines()).as(command).hasSize(1);
            assertThat(outcome.out()).as(command).startsWith("{\"version\":" + Printer.JSON_VERSION + ",");
            Set<String> keys = new TreeSet<>();
            collect(Json.read(outcome.out().strip()), keys);
            keys.remove("version");
            List<String> unknown = keys.stream()
                    .filter(key -> !document.contains("`" + key + "`"))
                    .toList();
            if (!unknown.isEmpty()) {
                missing.put(command, unknown);
            }
        }
        assertThat(missing).as("keys that docs/command.md does not name").isEmpty();
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

    private static String table() throws IOException {
        String text = Files.readString(DOCUMENT);
        return text.substring(text.indexOf("## JSON"));
    }
}
