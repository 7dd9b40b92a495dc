package dev.cortex.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Plan;
import dev.cortex.api.plan.Policy;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Retry;
import dev.cortex.api.scenario.Scenario;
import dev.cortex.api.scenario.Values;
import dev.cortex.core.plan.Planner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {
    /** What is read without the library's parser: what the library writes for a year of four digits, and a little more. */
    private static final Pattern FAST =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");

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
                Arguments.of("{\"#hand\":\"0a1b2c3d", "Unexpected end-of-input"),
                Arguments.of("{\"#hand\":\"", "Unexpected end-of-input"),
                Arguments.of("{\"at\":\"2026-01-01T10:00:00Z\",\"type\":\"run-released\"}", "missing key \"time\""),
                Arguments.of("{\"type\":\"run-released\"}", "missing key \"time\""),
                Arguments.of("{\"time\":\"today\",\"type\":\"run-released\"}", "at /time"),
                Arguments.of(at + "\"phase\":\"a\"}", "missing key \"type\""),
                Arguments.of(at + "\"type\":\"phase-starting\"}", "found \"phase-starting\" at /type"),
                Arguments.of(at + "\"type\":3}", "found 3 at /type"),
                Arguments.of(at + "\"type\":\"gate-opened\"}", "missing key \"phase\""),
                Arguments.of(at + "\"type\":\"gate-opened\",\"phase\":1}", "expected text, found 1 at /phase"),
                Arguments.of(
                        at + "\"type\":\"gate-opened\",\"phase\":{\"a\":1}}",
                        "expected text, found an object at /phase"),
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
                        "at /action/type"),
                Arguments.of(
                        at + "\"type\":\"acted\",\"actor\":\"a\",\"reason\":\"\",\"action\":{\"kind\":\"stop\"}}",
                        "missing key \"type\""),
                Arguments.of(
                        at
                                + "\"type\":\"acted\",\"actor\":\"a\",\"reason\":\"\",\"action\":\"stop\",\"type\":\"stop\"}",
                        "the key \"type\" is there twice"),
                Arguments.of(
                        at + "\"type\":\"run-taken\",\"owner\":\"x\",\"id\":\"e\",\"host\":\"h\",\"pid\":1,\"since\":"
                                + "\"2026-01-01T10:00:00Z\"}",
                        "expected an object, found \"x\" at /owner"),
                Arguments.of(
                        at + "\"type\":\"run-taken\",\"owner\":{\"id\":\"e\",\"host\":\"h\",\"pid\":\"1\",\"since\":"
                                + "\"2026-01-01T10:00:00Z\"}}",
                        "expected a whole number, found \"1\" at /owner/pid"),
                Arguments.of(
                        at + "\"type\":\"phase-started\",\"phase\":\"a\",\"round\":\"1\"}",
                        "expected a whole number of at most 32 bits, found \"1\" at /round"),
                Arguments.of(
                        at + "\"type\":\"phases-reset\",\"started\":\"a\",\"phases\":[]}",
                        "expected a list, found \"a\" at /started"),
                Arguments.of(
                        at + "\"type\":\"call-dropped\",\"call\":\"c\",\"abandoned\":1}",
                        "expected true or false, found 1 at /abandoned"));
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

    /** What is read fast must not be read otherwise. */
    @Test
    void parse_momentWithAnyCharacterChanged_isWhatTheLibrarySays() {
        for (String good : List.of(
                "2026-01-02T03:04:05Z",
                "2026-01-02T13:14:15.6Z",
                "2026-12-31T23:59:59.123456789Z",
                "2026-12-31T23:59:59.1234567890Z")) {
            assertSame(good);
            for (int at = 0; at <= good.length(); at++) {
                for (char c : "0129/:-.TZ+ tz\u0661".toCharArray()) {
                    assertSame(good.substring(0, at) + c + good.substring(at));
                    if (at < good.length()) {
                        assertSame(good.substring(0, at) + c + good.substring(at + 1));
                    }
                }
                assertSame(good.substring(0, at));
                assertSame(good.substring(0, at) + good.substring(Math.min(at + 1, good.length())));
            }
        }
        for (String part :
                List.of("24:00:00", "23:60:00", "23:59:60", "24:00:01", "23:00:00", "00:59:59", "99:99:99")) {
            assertSame("2026-01-02T" + part + "Z");
        }
        assertSame("2026-00-01T00:00:00Z");
        assertSame("2026-13-01T00:00:00Z");
        assertSame("2026-02-30T00:00:00Z");
        assertSame("0000-01-01T00:00:00Z");
        assertSame("2026-01-02T03:04:05.Z");
    }

    private static void assertSame(String text) {
        assertThat(moment(InstantText::parse, text)).as(text).isEqualTo(moment(Instant::parse, text));
        assertThat(isFast(text)).as(text).isEqualTo(FAST.matcher(text).matches());
    }

    /** That there is no such day is found out without the library's parser, too. */
    private static boolean isFast(String text) {
        try {
            return InstantText.fast(text) != null;
        } catch (DateTimeException noSuchDay) {
            return true;
        }
    }

    private static Optional<Instant> moment(Function<String, Instant> parser, String text) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    @Test
    void events_ofManyLines_areThoseOfEachUpToTheFirstThatIsNone() {
        String released = "{\"time\":\"2026-01-01T10:00:00Z\",\"type\":\"run-released\"}";
        String timedOut = "{\"type\":\"run-timed-out\",\"time\":\"2026-01-01T10:00:01Z\"}";
        List<RunEvent> events = new ArrayList<>();

        assertThatThrownBy(
                        () -> Json.events("r", 7, List.of(released, timedOut, released, "{}", released), events::add))
                .hasMessageContaining("missing key \"time\"");

        assertThat(events)
                .containsExactly(
                        Json.event("r", 7, released), Json.event("r", 8, timedOut), Json.event("r", 9, released));
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

    /** With a text of every length around that of the parser's buffer: it may end at any place of it. */
    @Test
    void event_somethingBehindALine_isRefusedHoweverLongItIs() {
        for (int length = 3_900; length < 4_100; length++) {
            String line = "{\"time\":\"2026-01-01T10:00:00Z\",\"type\":\"gate-opened\",\"phase\":\""
                    + "x".repeat(length - 64) + "\"}";

            assertThat(Json.event("r", 1, line).fact()).isInstanceOf(Fact.GateOpened.class);
            assertThatThrownBy(() -> Json.event("r", 1, line + "}")).isInstanceOf(JsonException.class);
            assertThatThrownBy(() -> Json.event("r", 1, line + " 1"))
                    .hasMessageContaining("something follows the JSON value");
        }
    }

    @Test
    void write_eventByAnyName_isItsLine() {
        RunEvent event = new RunEvent("r", 7, Instant.parse("2026-01-01T10:00:00Z"), new Fact.RunReleased());
        Object value = event;

        assertThat(Json.write(value))
                .isEqualTo(Json.write(event))
                .isEqualTo("{\"time\":\"2026-01-01T10:00:00Z\",\"type\":\"run-released\"}");
    }

    @Test
    void null_isPlainDataAndNoObject() {
        assertThat(Json.write((Object) null)).isEqualTo("null");
        assertThat(Json.plain(null)).isNull();
        assertThatThrownBy(() -> Json.read(Object.class, "null")).hasMessage("expected an object, found null");
    }

    @Test
    void read_whatIsAsByDefault_mayBeSaid() {
        assertThat(Json.read(Phase.class, "{\"name\":\"a\",\"continue_on_failure\":false}"))
                .isEqualTo(Phase.named("a").build());
        assertThat(Json.read(Scenario.class, "{\"name\":\"a\",\"fail_fast\":false}"))
                .isEqualTo(Scenario.named("a").build());
    }

    @Test
    void problem_knowsItsPlace() {
        assertThatThrownBy(() -> Json.read(Phase.class, "{\"name\":\"a\",\"condition\":[\"auto\",\"sometime\"]}"))
                .hasMessage("expected an atom of a condition, found \"sometime\" at /condition/1")
                .isInstanceOfSatisfying(JsonException.class, e -> {
                    assertThat(e.path()).isEqualTo("/condition/1");
                    assertThat(e.offset()).isEqualTo(-1);
                });
        assertThatThrownBy(() -> Json.read(""))
                .hasMessage("expected a JSON value, found nothing (character 1)")
                .isInstanceOfSatisfying(
                        JsonException.class, e -> assertThat(e.path()).isEmpty());
    }

    @Test
    void write_assignmentWithoutOutputs_doesNotMentionThem() {
        Phase phase = Phase.named("p").build();
        Assignment work = Assignment.of(
                        "r", Scenario.named("s").phases(List.of(phase)).build(), phase, "a")
                .build();

        assertThat(((Map<?, ?>) Json.plain(work)).keySet().stream().map(String::valueOf))
                .doesNotContain("outputs", "inputs", "unmet");
        assertThat(Json.read(Assignment.class, Json.write(work)).outputs()).isEqualTo(Outputs.none());
    }

    @Test
    void write_phaseAsItStands_leavesOutItsDefinition() {
        PhaseView view = new PhaseView(
                Phase.named("p").build(),
                PhaseState.PENDING,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                Values.none());

        assertThat(Json.write(view))
                .isEqualTo("{\"name\":\"p\",\"state\":\"pending\",\"round\":0,\"working\":[],\"criteria\":[],"
                        + "\"outputs\":{}}");
        assertThatThrownBy(() -> Json.read(PhaseView.class, Json.write(view)))
                .hasMessageContaining("a view is written and never read");
    }

    @Test
    void write_pairsOfSurrogates_areLeftWhole() {
        assertThat(Json.write("\ud83d")).isEqualTo("\"\\ud83d\"");
        assertThat(Json.write("\ud83dx\ude00")).isEqualTo("\"\\ud83dx\\ude00\"");
        assertThat(Json.write("\ud83d\ud83d\ude00\ude00")).isEqualTo("\"\\ud83d\ud83d\ude00\\ude00\"");
        assertThat(Json.write("\u200b\ud83d\ude00\u200b")).isEqualTo("\"\\u200b\ud83d\ude00\\u200b\"");
        assertThat(Json.write("\ud83d\ude00~")).isEqualTo("\"\ud83d\ude00~\"");
    }

    @Test
    void read_longNonsense_isQuotedInPart() {
        assertThatThrownBy(() -> Json.read("n".repeat(400)))
                .satisfies(e -> assertThat(e.getMessage()).contains("…").hasSizeBetween(200, 230));
        assertThatThrownBy(() -> Json.read(Phase.class, "null")).hasMessageContaining("expected an object, found null");
        String key = "k".repeat(200);
        assertThatThrownBy(() -> Json.read("{\"" + key + "\":1,\"" + key + "\":2}"))
                .hasMessageContaining("the key \"" + key + "\" is there twice");
        String quoted = "x".repeat(78);
        assertThatThrownBy(() -> Json.read(Phase.class, "\"" + quoted + "\""))
                .hasMessage("expected an object, found \"" + quoted + "\"");
        assertThatThrownBy(() -> Json.read(Phase.class, "\"" + quoted + "y\""))
                .hasMessage("expected an object, found \"" + quoted + "y…");
    }

    @Test
    void read_numbersOfAnswers_mayBeWrittenAnyWay() {
        String answer =
                "{\"success\":true,\"summary\":\"s\",\"usage\":{\"input_tokens\":1,\"output_tokens\":2,\"cost\":%s,"
                        + "\"currency\":\"USD\"}}";
        for (String cost : List.of("1", "0.25", "1e400", "123456789012345678901234567890")) {
            AgentResult result = Json.read(AgentResult.class, answer.formatted(cost));
            assertThat(result.usage().orElseThrow().cost().orElseThrow()).isEqualByComparingTo(new BigDecimal(cost));
        }
        assertThatThrownBy(() -> Json.read(AgentResult.class, answer.formatted("\"1\"")))
                .hasMessage("expected a number, found \"1\" at /usage/cost");
        assertThatThrownBy(() -> Json.read(
                        Retry.class, "{\"max_attempts\":2,\"backoff\":{\"initial\":\"PT1S\",\"factor\":\"2\"}}"))
                .hasMessage("expected a number, found \"2\" at /backoff/factor");
        assertThatThrownBy(() -> Json.read(Phase.class, "{\"name\":\"a\",\"extensions\":5}"))
                .hasMessage("expected an object, found 5 at /extensions");
    }

    /** Programs that read a view look for its keys, whether there is anything to say or not. */
    @Test
    void write_view_hasAllKeysButThoseThatMayBeAbsent() {
        Plan plan = Planner.plan(
                        Scenario.named("s")
                                .description("d")
                                .phase("a", phase -> phase.auto().agents("x"))
                                .phase("b", phase -> phase.after("a").manual().agents("x"))
                                .build(),
                        Policy.STANDARD)
                .orElseThrow();

        Object phases = ((Map<?, ?>) Json.plain(plan)).get("phases");

        assertThat(Json.write(phases))
                .isEqualTo(
                        "[{\"index\":0,\"name\":\"a\",\"gate\":false,\"wave\":0,\"waits_for\":[],\"waited_for_by\":[1]},"
                                + "{\"index\":1,\"name\":\"b\",\"gate\":true,\"wave\":1,\"waits_for\":[0],\"waited_for_by\":[]}]");
        assertThatThrownBy(() -> Json.read(Plan.class, Json.write(plan)))
                .hasMessageContaining("a view is written and never read");
    }
}
