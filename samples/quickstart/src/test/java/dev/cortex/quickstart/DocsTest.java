package dev.cortex.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.plan.Plan;
import dev.cortex.core.Cortex;
import dev.cortex.yaml.ScenarioYaml;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The code in the documentation is code that compiles and is tested: each block of Java stands below the name of a region
 * of this module's sources, and says what the region says. {@code -Dgolden.update=true} copies the regions over.
 */
class DocsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern NAMED = Pattern.compile("(?ms)^<!-- region (?<name>[a-z-]+) -->\\n```java\\n.*?^```$");
    private static final Pattern JAVA = Pattern.compile("(?m)^```java$");
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(?<text>name:.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)(?<file>[^)#]+)(#[^)]*)?\\)");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(dev\\.cortex(?:\\.[a-z]+)+)\\.([A-Z]\\w*)");
    private static final Pattern IMPORTS =
            Pattern.compile("(\\| package \\| types \\|\\n\\|---\\|---\\|\\n)(?:\\| .*\\n)*");
    private static final int FIRST_SCREEN = 20;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/guide.md"})
    void everyBlockOfJava_isARegionOfTheSources(String document) throws IOException {
        Path file = ROOT.resolve(document);
        String written = Files.readString(file);
        String fresh = refreshed(written, Regions.in(Path.of("src")));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, fresh);
        } else {
            assertThat(written).isEqualTo(fresh);
        }
        assertThat(NAMED.matcher(written).results().count())
                .as("every block of Java names its region")
                .isEqualTo(JAVA.matcher(written).results().count())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/guide.md"})
    void everyScenario_canBePlanned(String document) throws IOException {
        try (Cortex cortex = Cortex.builder().build()) {
            Matcher block = YAML.matcher(Files.readString(ROOT.resolve(document)));
            while (block.find()) {
                Checked<Plan> plan = cortex.plan(ScenarioYaml.parse(block.group("text"), document));
                assertThat(plan.findings()).filteredOn(Diagnostic::isError).isEmpty();
            }
        }
    }

    /** The table of imports, as these sources have them. */
    @Test
    void everyImportOfTheSources_isInTheGuide() throws IOException {
        Map<String, Set<String>> imported = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                IMPORT.matcher(Files.readString(file))
                        .results()
                        .forEach(one -> imported.computeIfAbsent(one.group(1), any -> new TreeSet<>())
                                .add(one.group(2)));
            }
        }
        StringBuilder rows = new StringBuilder();
        imported.forEach((name, types) -> rows.append("| `" + name + "` | `" + String.join("`, `", types) + "` |\n"));
        Path file = ROOT.resolve("docs/guide.md");
        String written = Files.readString(file);
        String fresh = IMPORTS.matcher(written).replaceFirst("$1" + Matcher.quoteReplacement(rows.toString()));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, fresh);
        } else {
            assertThat(written).isEqualTo(fresh).contains(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "README.md")
    void code_isOnTheFirstScreen(String document) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(document));
        assertThat(lines.indexOf("```java")).isBetween(0, FIRST_SCREEN);
    }

    @Test
    void everyLink_leadsToAFile() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")));
        try (DirectoryStream<Path> docs = Files.newDirectoryStream(ROOT.resolve("docs"), "*.md")) {
            docs.forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                assertThat(page.resolveSibling(link.group("file")))
                        .as("a link in %s", page)
                        .exists();
            }
        }
    }

    private static String refreshed(String document, Map<String, String> regions) {
        return NAMED.matcher(document).replaceAll(block -> {
            String name = block.group(1);
            assertThat(regions).containsKey(name);
            return Matcher.quoteReplacement("<!-- region " + name + " -->\n```java\n" + regions.get(name) + "```");
        });
    }
}
