package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The help of every command. */
class HelpPagesTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @TempDir
    Path temporary;

    @Test
    void everyCommand_hasAPageWithExamples() {
        assertThat(HelpPages.pages().keySet())
                .filteredOn(name -> !name.startsWith("@"))
                .containsExactlyInAnyOrderElementsOf(commands().keySet());
        commands()
                .forEach((name, command) -> assertThat(command.getUsageMessage())
                        .as(name)
                        .contains("\nExamples:\n")
                        .contains("  cortex "));
    }

    @Test
    void everyExample_canBeTyped() {
        HelpPages.pages()
                .forEach((page, lines) -> lines.stream()
                        .filter(line -> line.startsWith("  cortex "))
                        .flatMap(line -> Stream.of(line.strip().split(" ?(&&|;|[|>]) ?", -1)))
                        .filter(command -> command.startsWith("cortex "))
                        .forEach(command -> assertThatCode(() -> root().parseArgs(words(command)))
                                .as("%s: %s", page, command)
                                .doesNotThrowAnyException()));
    }

    @Test
    void everyPage_fitsATerminal() {
        commands()
                .forEach((name, command) ->
                        assertThat(command.getUsageMessage().lines()).as(name).allMatch(line -> line.length() <= 80));
    }

    @Test
    void help_ofACommandHoweverDeep_isThatOfTheOption() {
        Sandbox sandbox = new Sandbox(temporary);
        assertThat(sandbox.run("help", "orchestrate", "run").out())
                .isNotEmpty()
                .isEqualTo(sandbox.run("orchestrate", "run", "--help").out());
        assertThat(sandbox.run("help").out()).isEqualTo(sandbox.run("--help").out());
        Sandbox.Outcome unknown = sandbox.run("help", "orchestrate", "rnu");
        assertThat(unknown.exit()).isEqualTo(ExitCode.INVALID);
        assertThat(unknown.err()).startsWith("Unknown command: rnu (did you mean run?)");
    }

    @Test
    void help_scenarioAndAgentInIt_work() {
        List<String> lines = HelpPages.pages().getOrDefault("@file", List.of());
        Sandbox sandbox = new Sandbox(temporary);
        int agent = lines.indexOf("Its agent, in agents/greeter.md:");
        sandbox.with("scenarios/hello.yaml", text(lines.subList(1, agent)));
        sandbox.with("agents/greeter.md", text(lines.subList(agent + 1, lines.size())));
        assertThat(sandbox.run("orchestrate", "validate", "hello").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sandbox.run("orchestrate", "run", "hello").exit()).isEqualTo(ExitCode.WAITING);
        assertThat(sandbox.run("orchestrate", "resume", "hello", "--auto").exit())
                .isEqualTo(ExitCode.DONE);
    }

    private static String[] text(List<String> lines) {
        return lines.stream().map(line -> line.substring(2)).toArray(String[]::new);
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command.substring("cortex ".length()));
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(String[]::new);
    }

    private CommandLine root() {
        return CortexMain.commandLine(
                new Sandbox(temporary).surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream()));
    }

    private Map<String, CommandLine> commands() {
        Map<String, CommandLine> all = new TreeMap<>();
        collect(root(), all);
        return all;
    }

    private static void collect(CommandLine command, Map<String, CommandLine> all) {
        if (!command.getCommandSpec().usageMessage().hidden()) {
            all.put(command.getCommandSpec().qualifiedName(), command);
            Arrays.asList(command.getSubcommands().values().toArray(CommandLine[]::new))
                    .forEach(next -> collect(next, all));
        }
    }
}
