package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Pattern CODE =
            Pattern.compile("Diagnostic\\.(?:error|warning|info)\\(\\s*(?:half \\? )?\"([a-z0-9-]+)\"");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void diagnostics_listEveryCodeOfTheReader() throws IOException {
        String docs = Files.readString(Path.of("../docs/diagnostics.md"));
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = CODE.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(matcher.group(1));
                }
            }
        }

        assertThat(codes).hasSizeGreaterThan(35).allMatch(code -> docs.contains("`" + code + "`"));
    }

    @Test
    void guide_examplesOfDefinitions_loadWithoutFinding() throws IOException {
        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/yaml-guide.md")));
        int found = 0;
        while (examples.find()) {
            String text = examples.group(1);
            if (text.contains("\nphases:")) {
                assertThat(ScenarioYaml.parse(text).findings()).isEmpty();
                found++;
            } else if (text.contains("\nsteps:")) {
                assertThat(WorkflowYaml.parse(text).findings()).isEmpty();
                found++;
            } else if (text.startsWith("required:")) {
                assertThat(ProjectSchema.parse(text, "schema.yaml").findings()).isEmpty();
                found++;
            }
        }
        assertThat(found).isEqualTo(3);
    }
}
