package dev.cortex.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenFileTest {
    private static final List<String> TEXT = List.of("a", "b", "c");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("runs/one.txt");
    }

    private Optional<String> compare(List<String> actual, boolean update, String... environment) {
        return GoldenFile.compare(
                file, actual, update, environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]));
    }

    @Test
    void fileThatIsNotThere_isNotMadeUnasked() {
        assertThat(compare(TEXT, false).orElseThrow())
                .startsWith("there is no such file; this makes it: mvn test -Dtest=")
                .endsWith(" -Dgolden.update=true");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void update_writes_andThenNothingDiffers() throws IOException {
        assertThat(compare(TEXT, true)).isEmpty();
        assertThat(file).hasContent("a\nb\nc\n");
        assertThat(Files.readString(file)).endsWith("c\n");
        assertThat(compare(TEXT, false)).isEmpty();
        assertThat(compare(List.of("a", "x", "c"), true)).isEmpty();
        assertThat(file).hasContent("a\nx\nc\n");
    }

    @Test
    void difference_isShownWithTheCommand_andChangesNoFile() {
        compare(TEXT, true);

        assertThat(compare(List.of("a", "x", "c"), false).orElseThrow()).startsWith("""
                        it differs (- expected, + there):
                            a
                          - b
                          + x
                            c
                        if that is right, this writes the file anew: mvn test -Dtest=""");
        assertThat(file).hasContent("a\nb\nc\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "yes"})
    void onAServer_nothingIsWritten(String said) {
        assertThat(compare(TEXT, true, "CI", said).orElseThrow())
                .startsWith("there is no such file\nand it is not written where the environment has CI=" + said + ": ")
                .endsWith(" -Dgolden.update=true");
        assertThat(folder).isEmptyDirectory();
        compare(TEXT, true);

        assertThat(compare(List.of("a"), true, "CI", said).orElseThrow()).contains("- b", "CI=" + said);
        assertThat(file).hasContent("a\nb\nc\n");
        assertThat(compare(TEXT, true, "CI", said)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "false", "0"})
    void whatIsNoServer_writes(String said) {
        assertThat(compare(TEXT, true, "CI", said)).isEmpty();
        assertThat(file).exists();
    }

    // ---- differences

    @Test
    void severalPlaces_areShownWithTheLinesAround() {
        List<String> expected =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toList();
        List<String> actual = new ArrayList<>(expected);
        actual.set(24, "another");
        actual.remove(9);
        actual.add(0, "before");

        assertThat(LineDifference.of(expected, actual)).contains("""
                it differs (- expected, + there):
                  line 1:
                  + before
                    line 1
                    line 2
                  line 8:
                    line 8
                    line 9
                  - line 10
                    line 11
                    line 12
                  line 23:
                    line 23
                    line 24
                  - line 25
                  + another
                    line 26
                    line 27""".replace("there):\n  line 1:\n", "there):\n"));
    }

    @Test
    void manyLines_areCounted() {
        List<String> expected =
                IntStream.range(0, 100).mapToObj(i -> "old " + i).toList();
        List<String> actual = IntStream.range(0, 50).mapToObj(i -> "new " + i).toList();

        String words = LineDifference.of(expected, actual).orElseThrow();

        assertThat(words.lines()).hasSize(42);
        assertThat(words).contains("- old 0\n").endsWith("and 110 more lines that differ");
    }

    @Test
    void hugeTexts_areComparedToo() {
        List<String> expected =
                IntStream.range(0, 5000).mapToObj(i -> "old " + i).toList();
        List<String> actual = IntStream.range(0, 5000).mapToObj(i -> "new " + i).toList();

        assertThat(LineDifference.of(expected, actual).orElseThrow()).endsWith("and 9960 more lines that differ");
    }

    @Test
    void missingEnd_isShown() {
        assertThat(LineDifference.of(TEXT, List.of("a", "b"))).contains("""
                it differs (- expected, + there):
                    a
                    b
                  - c""");
        assertThat(LineDifference.of(List.of(), List.of("a")).orElseThrow()).endsWith("+ a");
        assertThat(LineDifference.of(TEXT, TEXT)).isEmpty();
    }
}
