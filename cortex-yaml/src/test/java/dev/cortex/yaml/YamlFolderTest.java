package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Workflow;
import dev.cortex.yaml.tree.Reading;
import dev.cortex.yaml.tree.Resources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFolderTest {
    @TempDir
    Path root;

    private Path home;
    private Path scenarios;
    private YamlFolder<Scenario> loader;

    @BeforeEach
    void folder() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        scenarios = Files.createDirectories(home.resolve("scenarios"));
        loader = YamlFolder.scenarios(scenarios, home);
    }

    private static String yaml(String name) {
        return "name: " + name + "\ndescription: Something\nphases:\n  - {name: a, condition: auto, agents: [x]}\n";
    }

    private Path put(String file, String text) throws IOException {
        return Files.writeString(scenarios.resolve(file), text);
    }

    private List<String> codes(String name) {
        return loader.load(name).orElseThrow().findings().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void list_namesRegularVisibleFilesAlone() throws IOException {
        put("b.yaml", yaml("b"));
        put("a.yml", yaml("a"));
        put(".hidden.yaml", yaml("hidden"));
        put("notes.txt", "x");
        put("schema.yaml", "required: []");
        Files.createDirectories(scenarios.resolve("folder.yaml"));
        Files.createDirectories(scenarios.resolve(".state"));

        assertThat(loader.list()).containsExactly("a", "b");
        assertThat(YamlFolder.scenarios(home.resolve("none"), home).list()).isEmpty();
    }

    @Test
    void load_findsByStemThenByName() throws IOException {
        put("first.yaml", yaml("second"));
        put("good.yaml", yaml("good"));

        assertThat(codes("first")).containsExactly("name-differs");
        assertThat(codes("second")).containsExactly("name-differs");
        assertThat(codes("good")).isEmpty();
        assertThat(loader.load("nobody")).isEmpty();
        assertThat(loader.load("good").orElseThrow().source().file())
                .contains(scenarios.resolve("good.yaml").toString());
    }

    @Test
    void load_twoFilesOfOneName_isAnError() throws IOException {
        put("same.yaml", yaml("same"));
        put("same.yml", yaml("same"));
        put("one.yaml", yaml("twin"));
        put("twin.yaml", yaml("twin"));

        assertThat(codes("same")).containsExactly("duplicate-definition");
        assertThat(codes("twin")).containsExactly("duplicate-definition");
        assertThat(loader.load("one").orElseThrow().findings().get(0).hint().orElseThrow())
                .contains("twin.yaml");
    }

    @Test
    void load_checkedByASchema_saysWhatDoesNotFitIt() throws IOException {
        put("plain.yaml", yaml("plain"));
        put("owned.yaml", yaml("owned") + "x-owner: anna\n");
        put("broken.yaml", "name: broken\nphases: 1\n");
        String owner = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"required\":[\"x-owner\"]}";
        YamlFolder<Scenario> strict = YamlFolder.scenarios(scenarios, home)
                .checkedBy(JsonSchema.scenario())
                .checkedBy(JsonSchema.parse(owner, "owner.json").orElseThrow());

        Checked<Scenario> plain = strict.load("plain").orElseThrow();
        assertThat(plain.ok()).isFalse();
        assertThat(plain.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).contains("x-owner");
            assertThat(finding.position()).isPresent();
        });
        assertThat(strict.load("owned").orElseThrow().findings()).isEmpty();
        assertThat(strict.load("broken").orElseThrow().findings())
                .extracting(finding -> finding.path() + " " + finding.severity())
                .contains("/phases ERROR")
                .doesNotHaveDuplicates();
    }

    @Test
    void load_link_hasToEndInsideTheHome() throws IOException {
        Path outside = Files.writeString(root.resolve("outside.yaml"), yaml("outside"));
        Path inside = Files.writeString(home.resolve("elsewhere.yaml"), yaml("inside"));
        Files.createSymbolicLink(scenarios.resolve("outside.yaml"), outside);
        Files.createSymbolicLink(scenarios.resolve("inside.yaml"), inside);
        Files.createSymbolicLink(scenarios.resolve("broken.yaml"), root.resolve("nowhere"));

        assertThat(codes("outside")).containsExactly("link-outside-home");
        assertThat(codes("inside")).isEmpty();
        assertThat(loader.list()).containsExactly("inside", "outside");
    }

    @Test
    void load_nameIsNeverAPath() throws IOException {
        Files.writeString(home.resolve("secret.yaml"), yaml("secret"));

        assertThat(loader.load("../secret")).isEmpty();
        assertThat(loader.load(home.resolve("secret").toString())).isEmpty();
        assertThat(loader.load("\0")).isEmpty();
        assertThat(loader.load("")).isEmpty();
    }

    @Test
    void load_projectStandard_isEnforced() throws IOException {
        put("a.yaml", "name: a\ndescription: x\ntype: party\nphases:\n  - {name: p, condition: auto, agents: [x]}\n");
        put("schema.yaml", "required: [version]\nfields: {type: {enum: [work]}, condition: {enum: [manual]}}\n");

        Checked<Scenario> read = loader.load("a").orElseThrow();
        assertThat(read.findings())
                .extracting(d -> d.position().orElseThrow().line() + " " + d.message())
                .containsExactly(
                        "1 Missing required field: version",
                        "3 Not allowed in this project: type is party",
                        "5 Not allowed in this project: condition is auto");
    }

    @Test
    void load_brokenStandard_isSaidWithItsOwnPlace() throws IOException {
        put("a.yaml", yaml("a"));
        put("schema.yaml", "required: name\n");

        assertThat(loader.load("a").orElseThrow().findings())
                .singleElement()
                .satisfies(d -> assertThat(d.position().orElseThrow().file()).endsWith("schema.yaml"));
    }

    @Test
    void limits_areTheHosts() throws IOException {
        put("a.yaml", yaml("a"));

        assertThat(loader.limits(Limits.DEFAULT.withFileBytes(10))
                        .load("a")
                        .orElseThrow()
                        .findings())
                .extracting(Diagnostic::code)
                .containsExactly("file-too-large");
    }

    @Test
    void texts_andResources_areLoadersToo() {
        YamlTexts<Scenario> texts = YamlTexts.scenarios(Map.of("b", yaml("b"), "a", yaml("z")));
        YamlResources<Scenario> resources = YamlResources.scenarios(
                getClass().getClassLoader(), List.of("tutorial/release-prep.yaml", "tutorial/none.yaml"));

        assertThat(texts.list()).containsExactly("a", "b");
        assertThat(texts.load("z").orElseThrow().orElseThrow().name()).isEqualTo("z");
        assertThat(resources.list()).containsExactly("none", "release-prep");
        assertThat(resources.load("release-prep").map(Checked::ok)).isEqualTo(Optional.of(true));
        assertThat(resources.load("none").orElseThrow().findings())
                .extracting(Diagnostic::code)
                .containsExactly("unreadable-file");
    }

    @Test
    void load_byItsOwnName_isByTheOneAtTheTop() {
        YamlTexts<Scenario> texts = YamlTexts.scenarios(
                Map.of("late", """
                x-a: {name: deep, list: [name, deep]}
                x-name: other
                ? [name]
                : deep
                phases:
                  - {name: deep}
                x-b: name
                name: right
                """, "none", "name: [list]\nx-a: list\n", "torn", "x-a: [\nname: torn apart\n"));

        assertThat(texts.load("right")).isPresent();
        for (String name : List.of("deep", "other", "name", "list", "torn apart", "")) {
            assertThat(texts.load(name)).as(name).isEmpty();
        }
        YamlTexts<Workflow> workflows = YamlTexts.workflows(Map.of("a", "name: b\ndescription: d\nsteps: []\n"));
        assertThat(workflows.load("b").orElseThrow().orElseThrow().name()).isEqualTo("b");
    }

    @Test
    void resource_isReadToOneByteMoreThanTheLimit() {
        ClassLoader classes = new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return name.equals("broken")
                        ? new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the jar is gone");
                            }

                            @Override
                            public int read(byte[] into, int from, int most) throws IOException {
                                return read();
                            }
                        }
                        : new ByteArrayInputStream(new byte[12]);
            }
        };
        Reading reading = new Reading("f", Limits.DEFAULT.withFileBytes(10).bounds());

        assertThat(Resources.bytes(classes, "good", reading).orElseThrow()).hasSize(11);
        assertThat(YamlResources.workflows(classes, List.of("broken"))
                        .load("broken")
                        .orElseThrow()
                        .findings())
                .extracting(Diagnostic::message)
                .containsExactly("The resource cannot be read: the jar is gone");
    }

    @Test
    void workflows_ofAFolder_mayBeCalledSchema() throws IOException {
        String text = "name: schema\ndescription: d\nsteps:\n  - {name: a, description: b, prompt: c}\n";
        put("schema.yaml", text);
        YamlFolder<Workflow> workflows = YamlFolder.workflows(scenarios, home);

        assertThat(workflows.list()).containsExactly("schema");
        assertThat(workflows.load("schema").orElseThrow().orElseThrow().name()).isEqualTo("schema");
    }

    @Test
    void load_manyOfOneName_areNamedInTheirOrder() throws IOException {
        for (int i = 9; i >= 0; i--) {
            put((i * 7) % 10 + ".yaml", yaml("twin"));
        }

        String hint = loader.load("twin").orElseThrow().findings().get(0).hint().orElseThrow();

        assertThat(loader.load("twin").orElseThrow().source().file().orElseThrow())
                .endsWith("0.yaml");
        for (int i = 1; i < 9; i++) {
            assertThat(hint.indexOf(i + ".yaml")).isPositive().isLessThan(hint.indexOf((i + 1) + ".yaml"));
        }
    }

    @Test
    void load_outOfAHomeThatIsNotThere_isRefused() throws IOException {
        put("a.yaml", yaml("a"));

        assertThat(YamlFolder.scenarios(scenarios, root.resolve("nowhere"))
                        .load("a")
                        .orElseThrow()
                        .findings())
                .extracting(Diagnostic::code)
                .containsExactly("link-outside-home");
    }

    @Test
    void load_linkThatLeadsOut_isNotEvenLookedAtForItsName() throws IOException {
        Path secret = Files.writeString(root.resolve("secret.yaml"), yaml("secret"));
        Files.createSymbolicLink(scenarios.resolve("link.yaml"), secret);

        assertThat(loader.load("secret")).isEmpty();
    }

    @Test
    void load_brokenFile_isNotHeldAgainstASchema() throws IOException {
        put("a.yaml", "a: @");
        JsonSchema schema = JsonSchema.parse(
                        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"required\":[\"x-owner\"]}",
                        "own.schema.json")
                .orElseThrow();

        assertThat(loader.checkedBy(schema).load("a").orElseThrow().findings())
                .extracting(Diagnostic::code)
                .containsExactly("invalid-yaml");
    }
}
