package dev.cortex.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cortex.api.diagnostic.Checked;
import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What just fits into a limit is read, and one more is not. */
class LimitsTest {
    private static final String HEAD = "name: n\ndescription: d\n";

    private static Checked<Scenario> parse(String text, Limits limits) {
        return ScenarioYaml.parse(text, "f.yaml", limits);
    }

    private static List<String> codes(String text, Limits limits) {
        return codes(parse(text, limits));
    }

    private static List<String> codes(Checked<?> read) {
        return read.findings().stream().map(Diagnostic::code).toList();
    }

    private static List<String> messages(Checked<?> read) {
        return read.findings().stream().map(Diagnostic::message).toList();
    }

    @Test
    void figures_areAtLeastOneAndLevelsAtMost200() {
        assertThat(new Limits(1, 1, 200, 1, 1, 1).levels()).isEqualTo(200);
        assertThatThrownBy(() -> Limits.DEFAULT.withFileBytes(0)).hasMessage("fileBytes is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withLineBytes(0)).hasMessage("lineBytes is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withLevels(0)).hasMessage("levels is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withNodes(0)).hasMessage("nodes is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withPhases(0)).hasMessage("phases is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withFindings(0)).hasMessage("findings is at least 1: 0");
        assertThatThrownBy(() -> Limits.DEFAULT.withLevels(201)).hasMessage("levels is at most 200: 201");
    }

    /** U+FFFF is no character that a file may have, and its three bytes count all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u007f", "\u0080", "\u07ff", "\u0800", "漢", "\uffff", "\ud800\udc00", "👍"})
    void sizesOfFileAndLine_areThoseInUtf8(String character) {
        int bytes = character.getBytes(StandardCharsets.UTF_8).length;
        String text = "x-a: " + character.repeat(4);
        int size = 5 + 4 * bytes;

        assertThat(codes(text, Limits.DEFAULT.withFileBytes(size))).doesNotContain("file-too-large");
        assertThat(codes(text, Limits.DEFAULT.withFileBytes(size - 1))).containsExactly("file-too-large");
        assertThat(codes("a: b\n" + text + "\na: b", Limits.DEFAULT.withLineBytes(size)))
                .doesNotContain("line-too-long");
        assertThat(parse("a: b\n" + text + "\na: b", Limits.DEFAULT.withLineBytes(size - 1))
                        .findings())
                .filteredOn(finding -> finding.code().equals("line-too-long"))
                .extracting(finding -> finding.position().orElseThrow().line())
                .containsExactly(2);

        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        assertThat(codes(ScenarioYaml.READER.parse(file, "f", Limits.DEFAULT.withFileBytes(size))))
                .doesNotContain("file-too-large");
        assertThat(codes(ScenarioYaml.READER.parse(file, "f", Limits.DEFAULT.withFileBytes(size - 1))))
                .containsExactly("file-too-large");
    }

    @Test
    void levels_countWhatAliasesRepeat() {
        String text = HEAD + "x-a: &a [[b]]\nx-b: [*a]\nx-c: {c: [*a]}\n";

        assertThat(codes(text, Limits.DEFAULT.withLevels(5))).isEmpty();
        assertThat(parse(text, Limits.DEFAULT.withLevels(4)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).isEqualTo("Nested too deep by an alias: *a");
                    assertThat(finding.path()).isEqualTo("/x-c/c/0");
                    assertThat(finding.position().orElseThrow().line()).isEqualTo(5);
                });
        assertThat(codes("a: [[b]]", Limits.DEFAULT.withLevels(3))).doesNotContain("too-deep");
        assertThat(messages(parse("a: [[b]]", Limits.DEFAULT.withLevels(2))))
                .contains("Nested too deep: more than 2 levels");
    }

    @Test
    void nodes_countWhatAliasesRepeat() {
        // The map, two keys, a list of two, and once more that list.
        String text = "x-a: &a [b, c]\nx-b: *a\n";

        assertThat(codes(text, Limits.DEFAULT.withNodes(9))).doesNotContain("too-many-nodes");
        assertThat(messages(parse(text, Limits.DEFAULT.withNodes(8))))
                .contains("Too many values: more than 8 with what aliases repeat");
    }

    @Test
    void phases_oneTooMany_leavesNoDraft() {
        String text = HEAD + "phases: [{name: a, condition: auto}, {name: b, condition: auto}]";

        assertThat(parse(text, Limits.DEFAULT.withPhases(2)).draft()).isPresent();
        Checked<Scenario> read = parse(text, Limits.DEFAULT.withPhases(1));
        assertThat(read.draft()).isEmpty();
        assertThat(messages(read)).containsExactly("Too many phases: 2 are more than 1");
        assertThat(read.findings().get(0).path()).isEqualTo("/phases/1");
    }

    @Test
    void partThatWasRead_isCheckedInFrontOfALimit() {
        String text =
                HEAD + "prority: high\nphases:\n  - name: a\n    condition: autoo\n  - name: b\n    agents: [x, y]\n";

        Checked<Scenario> read = parse(text, Limits.DEFAULT.withNodes(18));

        assertThat(codes(read)).containsExactly("unknown-key", "unknown-condition", "too-many-nodes");
        assertThat(read.draft()).isEmpty();
    }

    @Test
    void findings_beyondTheLimit_areCounted() {
        String text = HEAD + "k1: v\nk2: v\nk3: v\n";

        assertThat(codes(text, Limits.DEFAULT.withFindings(3))).doesNotContain("too-many-findings");
        Checked<Scenario> read = parse(text, Limits.DEFAULT.withFindings(1));
        assertThat(read.findings())
                .filteredOn(finding -> finding.code().equals("too-many-findings"))
                .extracting(Diagnostic::message, Diagnostic::isError)
                .containsExactly(tuple("Too many findings: 2 more are not listed", false));
        assertThat(parse(text + "name: again\n", Limits.DEFAULT.withFindings(1)).ok())
                .isFalse();
    }

    @Test
    void findings_ofAnErrorBehindManyWarnings_areAnError() {
        String text = HEAD + "k1: v\nk2: v\nfail_fast: 5\nphases:\n  - {name: a, condition: auto}\n";

        assertThat(parse(text, Limits.DEFAULT.withFindings(2)).ok()).isFalse();
    }

    @Test
    void findings_ofWhatIsReadAgainAfterARepair_areCountedOnce() {
        String text = "a: 1\na: 2\na: 3\na: 4\nx-b: c: d\n";

        assertThat(messages(parse(text, Limits.DEFAULT.withFindings(2))))
                .contains("Too many findings: 3 more are not listed");
    }

    @Test
    void binaryFile_isGivenUpAtTheLimitOfFindings() {
        Checked<Scenario> read = parse("\u0001\n\u0002\n\u0003\n", Limits.DEFAULT.withFindings(2));

        assertThat(messages(read))
                .containsExactlyInAnyOrder(
                        "Control character: U+0001",
                        "Control character: U+0002",
                        "Too many findings: the rest was not read");
        assertThat(codes("name: \u0001", Limits.DEFAULT.withFindings(1))).doesNotContain("too-many-findings");
    }

    /** Each repair reads the text once more. */
    @Test
    void colons_areRepairedFiveTimes() {
        Checked<Scenario> read = parse(HEAD + "x-a: b: c\n".repeat(8), Limits.DEFAULT);

        assertThat(read.findings())
                .filteredOn(finding -> finding.code().equals("invalid-yaml"))
                .extracting(finding -> finding.position().orElseThrow().line())
                .containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(read.draft()).isEmpty();
        assertThat(parse(HEAD + "x-a: b: c\n" + "x-b: b: c\n".repeat(4), Limits.DEFAULT)
                        .draft())
                .isPresent();
    }

    @Test
    void colons_inALargeText_areNotRepaired() {
        String text = HEAD + "x-a: b: c\n";
        String fill = ("#".repeat(1023) + "\n").repeat(256);

        assertThat(parse(text + fill.substring(text.length()), Limits.DEFAULT).draft())
                .isPresent();
        assertThat(parse(text + fill.substring(text.length() - 1), Limits.DEFAULT)
                        .draft())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0.9"})
    void number_ofAThousandCharacters_isTheLongest(String digits) {
        String longest = digits + "9".repeat(1000 - digits.length());

        assertThat(codes(HEAD + "x-n: " + longest, Limits.DEFAULT)).doesNotContain("number-too-long");
        assertThat(messages(parse(HEAD + "x-n: " + longest + "9", Limits.DEFAULT)))
                .contains("Number out of range: " + longest.substring(0, 20) + "… (1001 characters)");
    }

    @Test
    void number_outOfRange_isShownWholeIfItIsShort() {
        assertThat(messages(parse(HEAD + "x-n: 1e999999999999999999", Limits.DEFAULT)))
                .contains("Number out of range: 1e999999999999999999");
        assertThat(messages(parse(HEAD + "x-n: 1e9999999999999999999", Limits.DEFAULT)))
                .contains("Number out of range: 1e999999999999999999… (21 characters)");
        assertThat(codes(HEAD + "x-n: 1e9999999", Limits.DEFAULT)).doesNotContain("number-too-long");
    }

    @Test
    void lineThatIsTooLong_isTheOnlyFinding() {
        assertThat(codes("a: bcd\nprority: x\n", Limits.DEFAULT.withLineBytes(5)))
                .containsExactly("line-too-long");
    }

    @Test
    void findings_ofAnErrorBehindTheLimit_areAnError() {
        String text = HEAD + "priority:\ntype:\nfail_fast: 5\nphases:\n  - {name: a, condition: auto}\n";

        Checked<Scenario> read = parse(text, Limits.DEFAULT.withFindings(2));

        assertThat(codes(read)).containsExactlyInAnyOrder("empty-value", "empty-value", "too-many-findings");
        assertThat(read.ok()).isFalse();
    }
}
