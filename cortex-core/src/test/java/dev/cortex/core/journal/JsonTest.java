package dev.cortex.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("null", null),
                Arguments.of("true", true),
                Arguments.of(" 7 ", 7L),
                Arguments.of("-0", 0L),
                Arguments.of("-0.0", -0.0),
                Arguments.of("1.50", 1.5),
                Arguments.of("2e23", Double.parseDouble("2e23")),
                Arguments.of("9223372036854775808", BigInteger.TWO.pow(63)),
                Arguments.of("0.1000000000000000055511", new BigDecimal("0.1000000000000000055511")),
                Arguments.of("1e400", new BigDecimal("1E+400")),
                Arguments.of("\"a\\ud83d\\ude00\"", "a\ud83d\ude00"),
                Arguments.of("[1,[],{}]", List.of(1L, List.of(), Map.of())),
                Arguments.of("{\"b\":1,\"a\":{\"b\":null}}", "{a={b=null}, b=1}"));
    }

    @ParameterizedTest
    @MethodSource
    void plain(String text, Object expected) {
        Object found = Json.read(text);

        assertThat(
                        expected instanceof String && found instanceof Map<?, ?> map
                                ? new java.util.TreeMap<>(map) + ""
                                : found)
                .isEqualTo(expected);
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("", "expected a JSON value, found nothing", 0),
                Arguments.of("{", "Unexpected end-of-input", 1),
                Arguments.of("nul", "Unrecognized token 'nul'", 0),
                Arguments.of("1 2", "something follows the JSON value", 2),
                Arguments.of("{\"a\":1,\"b\":2,\"a\":3}", "the key \"a\" is there twice", 17),
                Arguments.of("{'a':1}", "Unexpected character", 1),
                Arguments.of("NaN", "Non-standard token 'NaN'", 3),
                Arguments.of("\"\u0001\"", "Illegal unquoted character", 1),
                Arguments.of("[1e99999999999]", "a number is out of range", 1),
                Arguments.of("9".repeat(1 << 20), "a number has more than 1000 digits", -2),
                Arguments.of("[0." + "9".repeat(1 << 20) + "]", "a number has more than 1000 digits", -2),
                Arguments.of("[".repeat(1 << 20), "nested too deeply", 241),
                Arguments.of("{\"a\":".repeat(1 << 18), "nested too deeply", 1201));
    }

    @ParameterizedTest
    @MethodSource
    void hostile(String text, String problem, long offset) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(3),
                () -> assertThatThrownBy(() -> Json.read(text)).isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e).hasMessageContaining(problem);
                    assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n", "\u0001");
                    if (offset > -2) {
                        assertThat(e.offset()).isEqualTo(offset);
                    }
                }));
    }

    @Test
    void write_nestedBeyondValues_isRefused() {
        Object deep = List.of();
        for (int i = 0; i < 100_000; i++) {
            deep = Arrays.asList(deep);
        }
        Object value = deep;

        assertThatThrownBy(() -> Json.write(value)).hasMessageContaining("nested more than 200 levels deep");
    }

    @Test
    void write_whatNoFormIsKnownOf_isRefused() {
        assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(List.of(new Object()))).hasMessageContaining("/0");
        assertThatThrownBy(() -> Json.write(BigInteger.TEN.pow(1_000_000))).hasMessageContaining("1000 digits");
    }

    @Test
    void write_charactersThatPlayTricks_areEscaped() {
        assertThat(Json.write("\u202e\u200b\ud800\u2028\u009b\u007f é\ud83d\ude00"))
                .isEqualTo("\"\\u202e\\u200b\\ud800\\u2028\\u009b\\u007f é\ud83d\ude00\"");
    }

    @Test
    void event_writtenByHand_isRead() {
        String line =
                "{\"#hand\":\"0a1b2c3d\", \"action\": {\"phase\": \"backend\", \"type\": \"complete\"}, \"reason\": \"by hand\","
                        + " \"actor\": \"anna\", \"type\": \"acted\", \"time\": \"2026-01-01T10:00:00Z\", \"mood\": [1]}";

        RunEvent event = Json.event("r", 3, line);

        Fact.Acted act = new Fact.Acted(new Actor("anna"), "by hand", new OperatorAction.Complete("backend"));
        assertThat(event)
                .isEqualTo(new RunEvent(
                        "r",
                        3,
                        Instant.parse("2026-01-01T10:00:00Z"),
                        new Fact.Handwritten("0a1b2c3d", Optional.of(act), Optional.empty())));
        assertThat(Json.event("r", 3, Json.write(event))).isEqualTo(event);
    }

    static Stream<Arguments> illegible() {
        String at = "\"time\":\"2026-01-01T10:00:00Z\"";
        return Stream.of(
                Arguments.of("}", "missing key \"time\""),
                Arguments.of(
                        ",oops}",
                        "Unexpected character ('o' (code 111)): was expecting double-quote to start property name (character 2)"),
                Arguments.of("," + at + "}", "missing key \"type\""),
                Arguments.of(
                        "," + at + ",\"type\":\"acted\",\"actor\":\"anna\",\"reason\":\"\"}", "missing key \"action\""),
                Arguments.of(
                        "," + at
                                + ",\"type\":\"acted\",\"actor\":\"anna\",\"reason\":\"\",\"action\":{\"type\":\"fix\"}}",
                        "complete"),
                Arguments.of("," + at + ",\"type\":\"run-released\"}", "only acts may be written by hand"));
    }

    @ParameterizedTest
    @MethodSource("illegible")
    void event_writtenByHandThatIsNoAct_saysWhy(String rest, String why) {
        RunEvent event = Json.event("r", 3, "{\"#hand\":\"0a1b2c3d\"" + rest);

        assertThat(event.fact()).isInstanceOfSatisfying(Fact.Handwritten.class, line -> {
            assertThat(line.checksum()).isEqualTo("0a1b2c3d");
            assertThat(line.act()).isEmpty();
            assertThat(line.problem().orElseThrow()).contains(why);
        });
    }

    static Stream<Arguments> unfit() {
        String at = "{\"time\":\"2026-01-01T10:00:00Z\",";
        return Stream.of(
                Arguments.of("[]", "expected an object, found a list"),
                Arguments.of("null", "expected an object, found null"),
                Arguments.of("{\"type\":\"run-released\"}", "missing key \"time\""),
                Arguments.of("{\"time\":\"today\",\"type\":\"run-released\"}", "at /time"),
                Arguments.of(at + "\"phase\":\"a\"}", "missing key \"type\""),
                Arguments.of(at + "\"type\":\"phase-starting\"}", "found \"phase-starting\" at /type"),
                Arguments.of(at + "\"type\":3}", "found 3 at /type"),
                Arguments.of(at + "\"type\":\"gate-opened\"}", "missing key \"phase\""),
                Arguments.of(at + "\"type\":\"gate-opened\",\"phase\":1}", "expected text, found 1 at /phase"),
                Arguments.of(
                        at + "\"type\":\"phase-started\",\"phase\":\"a\",\"round\":5000000000}",
                        "expected a whole number of at most 32 bits, found 5000000000 at /round"),
                Arguments.of(at + "\"type\":\"phases-reset\",\"phases\":[\"a\",null]}", "found null at /phases/1"),
                Arguments.of(
                        at + "\"type\":\"run-ended\",\"reason\":\"\",\"outcome\":\"paused\"}",
                        "expected one of completed, failed, stopped, found \"paused\" at /outcome"),
                Arguments.of(
                        at + "\"type\":\"acted\",\"actor\":\" \",\"reason\":\"\",\"action\":{\"type\":\"stop\"}}",
                        "an actor has a name at /actor"),
                Arguments.of(
                        at + "\"type\":\"acted\",\"actor\":\"a\",\"reason\":\"\",\"action\":{\"type\":\"jump\"}}",
                        "at /action/type"));
    }

    @ParameterizedTest
    @MethodSource
    void unfit(String line, String problem) {
        assertThatThrownBy(() -> Json.event("r", 1, line))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void read_conditionWithAmbiguousNames_isEqual() {
        Phase phase = Phase.named("p")
                .after("a,b", "")
                .condition(new Condition.Always(List.of()))
                .onFailure(" c")
                .build();

        assertThat(Json.write(phase)).contains("{\"type\":\"after\",\"phases\":[\"a,b\",\"\"]}", "\"on_failure: c\"");
        assertThat(Json.read(Phase.class, Json.write(phase))).isEqualTo(phase);
    }

    @Test
    void parse_anyMoment_isWhatTheLibrarySays() {
        Stream.of("2024-02-29T23:59:59.1Z", "2026-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z")
                .forEach(text -> assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text)));
        Stream.of("2023-02-29T00:00:00Z", "2026-01-01T24:00:01Z", "2026-01-01T00:00:60Z", "")
                .forEach(text ->
                        assertThatThrownBy(() -> InstantText.parse(text)).isNotNull());
        assertThat(InstantText.parse(Instant.MAX.toString())).isEqualTo(Instant.MAX);
        assertThat(Optional.of(InstantText.parse("2026-01-01T24:00:00Z")))
                .contains(Instant.parse("2026-01-02T00:00:00Z"));
    }

    @Test
    void write_numbersOfAThousandDigits_areTheLongest() {
        BigInteger longest = BigInteger.TEN.pow(1000).subtract(BigInteger.ONE);

        for (Object number : List.of(longest, longest.negate(), new BigDecimal(longest, 500))) {
            assertThat(Json.read(Json.write(number))).isEqualTo(number);
        }
        for (Object number : List.of(longest.add(BigInteger.ONE), new BigDecimal(longest.add(BigInteger.TWO), 500))) {
            assertThatThrownBy(() -> Json.write(number)).hasMessageContaining("1000 digits");
        }
    }
}
