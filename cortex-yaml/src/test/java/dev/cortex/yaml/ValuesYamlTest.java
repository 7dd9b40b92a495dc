package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.diagnostic.Position;
import dev.cortex.api.scenario.Values;
import dev.cortex.yaml.tree.Documents;
import dev.cortex.yaml.tree.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesYamlTest {
    @Test
    void parse_map_givesPlainValuesAndPlaces() {
        Checked<Values> read = ValuesYaml.parse("# mine\ncommand: [a, b]\nlimits: {most: 3}\n", "config.yaml");
        assertThat(read.orElseThrow().map())
                .isEqualTo(Map.of("command", List.of("a", "b"), "limits", Map.of("most", 3L)));
        assertThat(read.source().exact("/limits")).contains(new Position("config.yaml", 3, 1));
        assertThat(read.source().exact("/limits/most")).contains(new Position("config.yaml", 3, 10));
        assertThat(read.source().exact("/command/1")).contains(new Position("config.yaml", 2, 14));
    }

    @Test
    void parse_brokenOrEmpty_isAFindingWithAPlace() {
        assertThat(ValuesYaml.parse("a: [\n", "c.yaml").ok()).isFalse();
        assertThat(ValuesYaml.parse("# nothing\n", "c.yaml").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("empty-file");
                    assertThat(finding.position()).contains(Position.startOf("c.yaml"));
                });
        assertThat(ValuesYaml.parse("a: 1\na: 2\n", "c.yaml").ok()).isFalse();
    }

    private static Object value(String text) {
        Checked<Values> read = ValuesYaml.parse("a: " + text, "c.yaml");
        assertThat(read.findings()).as(text).isEmpty();
        return read.orElseThrow().map().get("a");
    }

    private static List<String> messages(String text) {
        return ValuesYaml.parse(text, "c.yaml").findings().stream()
                .map(Diagnostic::message)
                .toList();
    }

    @Test
    void parse_scalar_isAsInTheCoreSchema() {
        assertThat(value("0o17")).isEqualTo(15L);
        assertThat(value("0x1F")).isEqualTo(31L);
        assertThat(value("-0.0")).isEqualTo(-0.0);
        assertThat(value("+0e5")).isEqualTo(0.0);
        assertThat(value("012")).isEqualTo(12L);
        assertThat(value("TRUE")).isEqualTo(true);
        assertThat(value("False")).isEqualTo(false);
        for (String text : List.of("no", "tRUE", "1_000", "0b1", ".", "+", "1e", "0o8", "0xG", "e5", "Nul", "~~")) {
            assertThat(value(text)).as(text).isEqualTo(text);
        }
        for (String nothing : List.of("~", "null", "Null", "NULL", "")) {
            assertThat(value(nothing)).as(nothing).isNull();
        }
    }

    @Test
    void parse_tagThatFits_decides() {
        assertThat(value("!!str 5")).isEqualTo("5");
        assertThat(value("! 5")).isEqualTo("5");
        assertThat(value("!!int 0x1F")).isEqualTo(31L);
        assertThat(value("!!float 5")).isEqualTo(5.0);
        assertThat(value("!!float 1.5")).isEqualTo(1.5);
        assertThat(value("!!bool true")).isEqualTo(true);
        assertThat(value("!!null ~")).isNull();
        assertThat(value("!!seq [!!map {b: c}]")).isEqualTo(List.of(Map.of("b", "c")));
        assertThat(value("! [! {b: c}]")).isEqualTo(List.of(Map.of("b", "c")));
        assertThat(messages("a: !!float .inf")).containsExactly("Not a JSON value: .inf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!int 1.5",
                "!!int x",
                "!!float x",
                "!!float true",
                "!!bool 1",
                "!!null x",
                "!!map [b]",
                "!!seq {b: c}",
                "!!str [b]"
            })
    void parse_tagThatDoesNotFit_isAFinding(String text) {
        String tag = text.substring(0, text.indexOf(' '));

        assertThat(messages("a: " + text)).containsExactly("The tag does not fit the value: " + tag);
    }

    @Test
    void parse_alias_isTheValueAtItsOwnPlace() {
        Checked<Values> read = ValuesYaml.parse("""
                text: &t x
                list: &l [&i y, z]
                map: &m {a: 1}
                again: [*t, *l, *i, *m]
                """, "c.yaml");

        assertThat(read.orElseThrow().map().get("again"))
                .isEqualTo(List.of("x", List.of("y", "z"), "y", Map.of("a", 1L)));
        for (int i = 0; i < 4; i++) {
            assertThat(read.source().exact("/again/" + i)).contains(new Position("c.yaml", 4, 9 + 4 * i));
        }
        assertThat(messages("a: {b: [*later]}\nc: &later d")).containsExactly("Unknown alias: *later");
        assertThat(messages("a: &a {b: [*a]}")).containsExactly("Alias inside what it stands for: *a");
    }

    @Test
    void parse_anchorTwice_theLastOneCounts() {
        assertThat(ValuesYaml.parse("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", "c.yaml")
                        .orElseThrow()
                        .map())
                .isEqualTo(Map.of("a", 1L, "b", 1L, "c", 2L, "d", 2L));
    }

    @Test
    void parse_version_otherThan12IsSaid() {
        assertThat(messages("%YAML 1.2\n---\na: 1\n")).isEmpty();
        assertThat(messages("%YAML 1.3\n---\na: 1\n")).isEmpty();
        assertThat(messages("%YAML 1.1\n---\na: no\n")).containsExactly("The file is read as YAML 1.2");
        assertThat(ValuesYaml.parse("%YAML 3.0\n---\na: 1\n", "c.yaml").findings())
                .extracting(Diagnostic::code)
                .containsExactly("invalid-yaml");
    }

    /** Some mistakes come out of the parser without a place. */
    @Test
    void parse_escapeOfNoCharacter_isAFinding() {
        Checked<Values> read = ValuesYaml.parse("a: 1\nb: \"\\U00110000\"\n", "c.yaml");

        assertThat(read.draft()).isEmpty();
        assertThat(read.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).startsWith("Invalid YAML: ");
            assertThat(finding.position().orElseThrow().line()).isEqualTo(2);
        });
    }

    @Test
    void parse_mistakes_haveAHint() {
        assertThat(hint("a: @b")).isEqualTo("put the text in quotes");
        assertThat(hint("a: 'b")).isEqualTo("close the quotes");
        assertThat(hint("a:\n\t- b")).isEqualTo("indent with blanks");
        assertThat(hint("a: [b\nc: d")).isEqualTo("look at the indentation and brackets around this place");
        assertThat(hint("a: b\n- c")).isEqualTo("look at the indentation and brackets around this place");
        assertThat(hint("a: 1\n b: c: d")).isEqualTo("put text that contains a colon and a blank in quotes");
    }

    private static String hint(String text) {
        Diagnostic finding =
                ValuesYaml.parse(text, "c.yaml").findings().stream().findFirst().orElseThrow();
        assertThat(finding.code()).isEqualTo("invalid-yaml");
        return finding.hint().orElse("");
    }

    @Test
    void parse_colonInText_isRepaired() {
        assertThat(ValuesYaml.parse("a: b: c", "c.yaml").draft()).contains(Values.of("a", "b: c"));
        assertThat(ValuesYaml.parse("a: b's: c\n", "c.yaml").draft()).contains(Values.of("a", "b's: c"));
        assertThat(ValuesYaml.parse("a: b: c # d\n", "c.yaml").draft()).contains(Values.of("a", "b: c"));
        assertThat(ValuesYaml.parse("a: b: c\r\n", "c.yaml").draft()).contains(Values.of("a", "b: c"));
    }

    @Test
    void positions_countLinesByEveryKindOfLineBreak() {
        for (String end : List.of("\n", "\r", "\r\n")) {
            Checked<Values> read = ValuesYaml.parse("a: 1" + end + "b: \u0001" + end, "c.yaml");

            assertThat(read.findings())
                    .extracting(finding -> finding.position().orElseThrow())
                    .containsExactly(new Position("c.yaml", 2, 4));
            assertThat(read.source().exact("/b")).contains(new Position("c.yaml", 2, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1F, 0x7F, 0x80, 0x84, 0x86, 0x9F, 0xFFFE, 0xFFFF})
    void parse_characterThatYamlForbids_isAFinding(int character) {
        assertThat(messages("a: " + Character.toString(character)))
                .containsExactly(String.format("Control character: U+%04X", character));
    }

    @ParameterizedTest
    @ValueSource(ints = {' ', '!', '~', '\t', 0x85, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
    void parse_characterThatYamlAllows_isPartOfTheText(int character) {
        assertThat(value("'x" + Character.toString(character) + "x'"))
                .isEqualTo("x" + Character.toString(character) + "x");
    }

    @Test
    void parse_halfACharacter_isAFinding() {
        for (char half : new char[] {'\ud800', '\udbff', '\udc00', '\udfff'}) {
            assertThat(messages("a: " + half)).containsExactly(String.format("Half a character: U+%04X", (int) half));
        }
        for (String escape : List.of("\\ud800", "\\udc00", "\\ud800x", "\\udc00\\ud800")) {
            assertThat(messages("a: \"" + escape + "\"")).containsExactly("Half a character in an escape");
        }
        assertThat(value("\"\\ud83d\\ude00\"")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void parse_keyLongerThan200_isLeftOutOfPaths() {
        String longest = "k".repeat(200);

        assertThat(ValuesYaml.parse("? " + longest + "\n: *x", "c.yaml").findings())
                .extracting(Diagnostic::path)
                .containsExactly("/" + longest);
        assertThat(ValuesYaml.parse("? " + longest + "k\n: [*x]", "c.yaml").findings())
                .extracting(Diagnostic::path)
                .containsExactly("/0");
        assertThat(ValuesYaml.parse("a/b~c: *x", "c.yaml").findings())
                .extracting(Diagnostic::path)
                .containsExactly("/a~1b~0c");
    }

    @Test
    void read_file_isNotReadBeyondTheLimit(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "a: 123");
        assertThat(ValuesYaml.read(file, "c.yaml").orElseThrow()).isEqualTo(Values.of("a", 123L));

        Reading reading = new Reading("c.yaml", Limits.DEFAULT.withFileBytes(4).bounds());
        assertThat(Documents.bytes(file, reading).orElseThrow()).hasSize(5);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void read_fileThatTheSystemDoesNotGive_isAFinding() {
        assertThat(ValuesYaml.read(Path.of("/proc/self/mem"), "c.yaml").findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("The file cannot be read: "));
    }

    private static List<String> codes(String text) {
        return ValuesYaml.parse(text, "c.yaml").findings().stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void parse_textThatIsBroken_isNotSaidToBeEmptyOrNoMap() {
        assertThat(codes("# \u0001")).containsExactly("control-character");
        assertThat(codes("@")).containsExactly("invalid-yaml");
        assertThat(codes("- a\n- @")).containsExactly("invalid-yaml");
        assertThat(codes("- a")).containsExactly("wrong-type");
    }

    /** What stands in a bracket that does not end may be anything. */
    @Test
    void parse_bracketThatIsOpen_isNotLookedAt() {
        assertThat(ScenarioYaml.parse("{prority: high,\n a: \"").findings())
                .extracting(Diagnostic::code)
                .containsExactly("invalid-yaml");
        assertThat(ScenarioYaml.parse("prority: high\na: \"").findings())
                .extracting(Diagnostic::code)
                .contains("invalid-yaml", "unknown-key");
    }

    @Test
    void parse_twoBytes_mayBeABeginningInUtf16() {
        for (byte[] mark : new byte[][] {{(byte) 0xFE, (byte) 0xFF}, {(byte) 0xFF, (byte) 0xFE}}) {
            assertThat(ScenarioYaml.READER.parse(mark, "f", Limits.DEFAULT).findings())
                    .extracting(Diagnostic::message)
                    .containsExactly("Not UTF-8: the file is encoded as UTF-16");
        }
        assertThat(ScenarioYaml.READER
                        .parse(new byte[] {'a', (byte) 0xFF}, "f", Limits.DEFAULT)
                        .findings())
                .extracting(Diagnostic::message)
                .contains("Not UTF-8: a byte that is part of no character");
    }

    @Test
    void positions_doNotCountTheMarkAtTheStart() {
        assertThat(ValuesYaml.parse("\ufeffa: \u0001", "c.yaml").findings())
                .extracting(finding -> finding.position().orElseThrow())
                .containsExactly(new Position("c.yaml", 1, 4));
    }

    @Test
    void parse_characterThatIsForbidden_hasAHint() {
        assertThat(ValuesYaml.parse("a: \ud800", "c.yaml").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("unpaired-surrogate");
                    assertThat(finding.hint()).contains("remove it");
                });
        assertThat(ValuesYaml.parse("a: \u0001", "c.yaml").findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("control-character");
                    assertThat(finding.hint()).contains("remove it, or write it as an escape in double quotes");
                });
        assertThat(messages("a: \"\\udc00\\udc00\"")).containsExactly("Half a character in an escape");
    }

    @Test
    void parse_longNumbersOfAnyBase_areNumbers() {
        assertThat(value("0x123456789A")).isEqualTo(0x123456789AL);
        assertThat(value("0o1234567012345")).isEqualTo(01234567012345L);
        assertThat(value("123456789.5")).isEqualTo(123456789.5);
    }

    @Test
    void parse_colonAtTheEndOfText_isPartOfIt() {
        assertThat(messages("a: b:")).isEmpty();
        assertThat(ValuesYaml.parse("a: b:", "c.yaml").draft()).contains(Values.of("a", "b:"));
        assertThat(messages("a: b c:")).containsExactly("Invalid YAML: mapping values are not allowed here");
    }
}
