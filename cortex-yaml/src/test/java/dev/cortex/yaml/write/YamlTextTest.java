package dev.cortex.yaml.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.yaml.ValuesYaml;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How data looks in a file, beyond being read again as the same. */
class YamlTextTest {
    private static String written(String value) {
        String text = YamlText.of(Map.of("a", value));
        assertThat(ValuesYaml.parse(text, "f").orElseThrow().map()).isEqualTo(Map.of("a", value));
        return text.substring(2);
    }

    @Test
    void text_thatIsSafe_isPlain() {
        for (String text : List.of("x", "a b", "./x", "(a)", "é", "a:b", "a#b", "x".repeat(4_000))) {
            assertThat(written(text)).isEqualTo(" " + text + "\n");
        }
    }

    @Test
    void text_ofSeveralLines_isABlock() {
        assertThat(written("a\nb")).isEqualTo(" |-\n  a\n  b\n");
        assertThat(written("a\nb\n")).isEqualTo(" |\n  a\n  b\n");
        assertThat(written("a\n\nb")).isEqualTo(" |-\n  a\n\n  b\n");
        assertThat(written("a\n\tb")).isEqualTo(" |-\n  a\n  \tb\n");
        assertThat(written("- a\n" + "y".repeat(4_000))).startsWith(" |-\n  - a\n  yyy");
    }

    @Test
    void text_ofSeveralLinesThatSomebodyCouldMisread_isInQuotes() {
        assertThat(written("a\n \nb")).isEqualTo(" \"a\\n \\nb\"\n");
        assertThat(written("a\n\n")).isEqualTo(" \"a\\n\\n\"\n");
        assertThat(written("\na")).isEqualTo(" \"\\na\"\n");
        assertThat(written("a\r\nb")).isEqualTo(" \"a\\r\\nb\"\n");
        assertThat(written("a\n\u200b")).isEqualTo(" \"a\\n\\u200b\"\n");
        assertThat(written("a\n" + "y".repeat(4_001))).startsWith(" \"a\\nyyy");
    }

    /** One of each kind: control, format, separators of words, lines and paragraphs, unassigned, private. */
    @Test
    void characters_thatNobodySees_areEscaped() {
        assertThat(written("x\u0001x")).isEqualTo(" \"x\\x01x\"\n");
        assertThat(written("x\tx")).isEqualTo(" \"x\\tx\"\n");
        assertThat(written("x\u00adx")).isEqualTo(" \"x\\xadx\"\n");
        assertThat(written("x\u0600x")).isEqualTo(" \"x\\u0600x\"\n");
        assertThat(written("x\u00a0x")).isEqualTo(" \"x\\xa0x\"\n");
        assertThat(written("x\u2028x")).isEqualTo(" \"x\\u2028x\"\n");
        assertThat(written("x\u2029x")).isEqualTo(" \"x\\u2029x\"\n");
        assertThat(written("x\u0378x")).isEqualTo(" \"x\\u0378x\"\n");
        assertThat(written("x\ue000x")).isEqualTo(" \"x\\ue000x\"\n");
        assertThat(written("x\uffffx")).isEqualTo(" \"x\\uffffx\"\n");
        assertThat(written("x" + Character.toString(0xE0001) + "x")).isEqualTo(" \"x\\U000e0001x\"\n");
        assertThat(written("\"👍\"")).isEqualTo(" \"\\\"👍\\\"\"\n");
    }

    @Test
    void text_longerThanALine_isFolded() {
        String line = "x".repeat(4_000);

        assertThat(written(line + "y")).isEqualTo(" \"" + line + "\\\n  y\"\n");
        assertThat(written(line + " y z")).isEqualTo(" \"" + line + "\\\n  \\ y z\"\n");
        assertThat(written(line + line + "y")).isEqualTo(" \"" + line + "\\\n  " + line + "\\\n  y\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udbffx", "x\udc00", "\udfff"})
    void text_withHalfACharacter_isRefused(String half) {
        assertThatThrownBy(() -> YamlText.of(Map.of("a", half))).hasMessageContaining("half a character");
        assertThatThrownBy(() -> YamlText.of(Map.of(half, 1L))).hasMessageContaining("half a character");
    }

    @Test
    void key_isPlainIfItIsShortAndHasNoColon() {
        String longest = "k".repeat(100);

        assertThat(YamlText.of(Map.of(longest, 1L))).isEqualTo(longest + ": 1\n");
        assertThat(YamlText.of(Map.of(longest + "k", 1L))).isEqualTo("? \"" + longest + "k\"\n: 1\n");
        assertThat(YamlText.of(Map.of("a:b", 1L))).isEqualTo("\"a:b\": 1\n");
        assertThat(YamlText.of(Map.of("a b", 1L))).isEqualTo("a b: 1\n");
    }

    @Test
    void lists_ofMapsAtTheTop_haveABlankLineBetweenItems() {
        Map<String, Object> item = Map.of("b", 1L);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("maps", List.of(item, item));
        map.put("numbers", List.of(1L, 2L));
        map.put("lists", List.of(List.of(item, item)));
        map.put("deeper", Map.of("maps", List.of(item, item)));

        assertThat(YamlText.of(map)).isEqualTo("""
                        maps:
                          - b: 1

                          - b: 1
                        numbers:
                          - 1
                          - 2
                        lists:
                          - - b: 1
                            - b: 1
                        deeper:
                          maps:
                            - b: 1
                            - b: 1
                        """);
    }

    @Test
    void values_withoutParts_areOnTheLineOfTheirKey() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("map", Map.of());
        map.put("list", List.of());
        map.put("nothing", null);
        map.put("items", Arrays.asList(null, Map.of(), List.of()));
        map.put("whole", new BigDecimal("12345678901234567890123"));
        map.put("point", new BigDecimal("0.12345678901234567890123"));
        map.put("exponent", new BigDecimal("1E+400"));

        assertThat(YamlText.of(map)).isEqualTo("""
                        map: {}
                        list: []
                        nothing: null
                        items:
                          - null
                          - {}
                          - []
                        whole: 12345678901234567890123.0
                        point: 0.12345678901234567890123
                        exponent: 1E+400
                        """);
    }
}
