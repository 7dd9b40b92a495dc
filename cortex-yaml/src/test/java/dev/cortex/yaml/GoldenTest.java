package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each YAML file in the folder has exactly the findings that the text file beside it lists. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void findings_areAsListed(String name) throws IOException {
        String actual = report(read(name));
        Path expected = FOLDER.resolve(name.substring(0, name.lastIndexOf('.')) + ".txt");
        if (UPDATE) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    private static Checked<?> read(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        if (name.startsWith("agent-")) {
            return AgentFile.parse(Files.readString(file), name);
        }
        if (name.startsWith("schema-")) {
            return ProjectSchema.parse(Files.readString(file), name);
        }
        byte[] bytes = Files.readAllBytes(file);
        return name.startsWith("workflow-")
                ? WorkflowYaml.READER.parse(bytes, name, Limits.DEFAULT)
                : ScenarioYaml.READER.parse(bytes, name, Limits.DEFAULT);
    }

    private static String report(Checked<?> checked) {
        return checked.findings().stream().map(GoldenTest::line).collect(Collectors.joining())
                + (checked.draft().isPresent() ? "" : "no draft\n");
    }

    private static String line(Diagnostic finding) {
        return finding.position().map(p -> p.line() + ":" + p.column()).orElse("?")
                + " " + finding.severity()
                + " " + finding.code()
                + " " + (finding.path().isEmpty() ? "-" : finding.path())
                + "\n    " + visible(finding.message())
                + finding.hint().map(h -> "\n    -> " + visible(h)).orElse("")
                + "\n";
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                        ? String.format("<U+%04X>", c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
