package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line by hand is an object that has nothing of a frame; what is in it is for others to judge. */
class HandwritingTest {
    /** In the midst of a file, between other lines. */
    private static boolean is(String line) {
        byte[] before = "}\n{".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        byte[] all = (new String(before, StandardCharsets.UTF_8) + line + "}\n{}").getBytes(StandardCharsets.UTF_8);
        return Handwriting.is(all, before.length, before.length + bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{ }", "{\"a\":1}", "{\t\"a\":\t1\t}", "{\"name\":\"Zoë 🙂\"}", "{no json}", "{} \t\r"})
    void object_isByHand(String line) {
        assertThat(is(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "}", "x", "{\"a\":1", "\"a\":1}", " {}", "[]", "{}x"})
    void whatStandsInNoBraces_isNot(String line) {
        assertThat(is(line)).isFalse();
    }

    /** Pages that did not reach the disk are full of zeros. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 10, 11, 13, 31})
    void controlCharacters_areNotWrittenByHand(int character) {
        assertThat(is("{\"a\":\"" + (char) character + "\"}")).isFalse();
        assertThat(is("{" + (char) character + "}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"#\":6}", "{\"#x\":1}", "{\"#}", "{\"a\":1,\"#crc\":\"00000000\"}"})
    void whatHasSomethingOfAFrame_isNot(String line) {
        assertThat(is(line)).isFalse();
    }

    @Test
    void emptyLine_betweenBraces_isNone() {
        byte[] bytes = {'}', '{'};

        assertThat(Handwriting.is(bytes, 1, 1)).isFalse();
    }

    /** What readers get has to be an object again. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "{}, |{\"#hand\":\"0a1b2c3d\"}|",
                "{ }, |{\"#hand\":\"0a1b2c3d\" }|",
                "{\"a\":1}, |{\"#hand\":\"0a1b2c3d\",\"a\":1}|",
                "{ \"ë\":1}, |{\"#hand\":\"0a1b2c3d\", \"ë\":1}|"
            })
    void markedLine_hasItsChecksumInFront(String line, String marked) {
        byte[] bytes = ("xx" + line + "x").getBytes(StandardCharsets.UTF_8);

        assertThat(Handwriting.marked(bytes, 2, bytes.length - 1, "0a1b2c3d")).isEqualTo(marked);
    }
}
