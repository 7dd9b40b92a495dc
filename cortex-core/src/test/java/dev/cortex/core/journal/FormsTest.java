package dev.cortex.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Fact;
import dev.cortex.api.run.PhaseState;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forms that are made for each test, and not found among those that somebody has needed before. */
class FormsTest {
    record Part(String text, Optional<String> more) {}

    record Whole(
            String name,
            int maxParallel,
            Optional<Duration> timeLeft,
            OptionalInt most,
            List<Part> parts,
            Map<String, String> unmet) {}

    sealed interface Shape permits Round, LongSide {}

    record Round(int radius) implements Shape {}

    record LongSide(int a, Optional<String> name) implements Shape {}

    record Odd(Map<Integer, String> numbers) {}

    private static final Whole FULL = new Whole(
            "n",
            3,
            Optional.of(Duration.ofSeconds(1)),
            OptionalInt.of(4),
            List.of(new Part("t", Optional.of("m")), new Part("u", Optional.empty())),
            Map.of("c", "why"));
    private static final Whole EMPTY = new Whole("n", 3, Optional.empty(), OptionalInt.empty(), List.of(), Map.of());

    /** The type of a component. */
    private static Type type(Class<?> record, String component) {
        return Stream.of(record.getRecordComponents())
                .filter(each -> each.getName().equals(component))
                .findFirst()
                .orElseThrow()
                .getGenericType();
    }

    @SuppressWarnings("unchecked") // whoever asks knows the type
    private static <T> Form<T> made(Type type) {
        return (Form<T>) Forms.make(type);
    }

    @Test
    void keysAndTags_areInSmallLetters() {
        assertThat(Keys.key("name")).isEqualTo("name");
        assertThat(Keys.key("maxParallel")).isEqualTo("max_parallel");
        assertThat(Keys.key("onFailureOf")).isEqualTo("on_failure_of");
        assertThat(Keys.tag(Round.class)).isEqualTo("round");
        assertThat(Keys.tag(Fact.PhaseStarted.class)).isEqualTo("phase-started");
    }

    @Test
    void key_withHalfACharacter_isMadeWhole() {
        assertThat(Keys.whole("a\ud83d\ude00")).isEqualTo("a\ud83d\ude00");
        assertThat(Keys.whole("a\ud83d")).isEqualTo("a\ufffd");
        assertThat(Keys.isWhole("a\ud83d\ude00")).isTrue();
        assertThat(Keys.isWhole("\ude00")).isFalse();
    }

    @Test
    void record_isAnObjectWithAKeyForEachComponent() {
        Form<Whole> form = made(Whole.class);

        assertThat(form.plain(FULL))
                .isEqualTo(Map.of(
                        "name",
                        "n",
                        "max_parallel",
                        3L,
                        "time_left",
                        "PT1S",
                        "most",
                        4L,
                        "parts",
                        List.of(Map.of("text", "t", "more", "m"), Map.of("text", "u")),
                        "unmet",
                        Map.of("c", "why")));
        assertThat(form.value(form.plain(FULL))).isEqualTo(FULL);
        assertThat(form.plain(EMPTY)).isEqualTo(Map.of("name", "n", "max_parallel", 3L));
        assertThat(form.value(form.plain(EMPTY))).isEqualTo(EMPTY);
        assertThatThrownBy(() -> form.value(Map.of("name", "n"))).hasMessage("missing key \"max_parallel\"");
    }

    @Test
    void view_hasAllKeysButThoseOfOptionalParts() {
        RecordForm<Whole> form = new RecordForm<>(Whole.class, true);

        assertThat(form.plain(EMPTY))
                .isEqualTo(Map.of("name", "n", "max_parallel", 3L, "parts", List.of(), "unmet", Map.of()));
        assertThat(form.plain(FULL)).hasSize(6);
    }

    @Test
    void sealedInterface_isTheRecordAndItsTag() {
        Form<Shape> form = made(Shape.class);
        Shape side = new LongSide(2, Optional.of("x"));

        assertThat(form.plain(side)).isEqualTo(Map.of("type", "long-side", "a", 2L, "name", "x"));
        for (Shape each : List.of(side, new Round(1))) {
            assertThat(form.value(form.plain(each))).isEqualTo(each);
        }
        assertThatThrownBy(() -> form.value(Map.of("a", 2L))).hasMessage("missing key \"type\"");
        assertThatThrownBy(() -> form.value(Map.of("type", "square")))
                .hasMessage("expected one of long-side, round, found \"square\" at /type");
    }

    @Test
    void enum_isOneOfItsWords() {
        Form<PhaseState> form = made(PhaseState.class);

        for (PhaseState state : PhaseState.values()) {
            assertThat(form.value(form.plain(state))).isEqualTo(state);
        }
        assertThatThrownBy(() -> form.value("elsewhere")).hasMessageContaining("found \"elsewhere\"");
    }

    @Test
    void containers_areKnownByTheirParts() {
        Form<Optional<Duration>> optional = made(type(Whole.class, "timeLeft"));
        Form<List<Part>> list = made(type(Whole.class, "parts"));
        Form<Map<String, String>> map = made(type(Whole.class, "unmet"));

        assertThat(optional.value("PT1S")).contains(Duration.ofSeconds(1));
        assertThat(list.value(List.of(Map.of("text", "t")))).containsExactly(new Part("t", Optional.empty()));
        assertThat(map.value(Map.of("c", "why"))).isEqualTo(Map.of("c", "why"));
        assertThat(optional.absent()).isEmpty();
        assertThat(list.absent()).isEmpty();
        assertThat(map.absent()).isEmpty();
        assertThat(optional.isNothing(Optional.empty())).isTrue();
        assertThat(list.isNothing(FULL.parts())).isFalse();
    }

    @Test
    void typeOfNoForm_isRefusedByName() {
        for (Type type : List.of(StringBuilder.class, FormsTest.class, type(Odd.class, "numbers"))) {
            assertThatThrownBy(() -> Forms.make(type))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no JSON form is known for " + type.getTypeName());
        }
        assertThatThrownBy(() -> Forms.of(StringBuilder.class)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Forms.<Whole>of(Whole.class)).isSameAs(Forms.<Whole>of(Whole.class));
    }

    @Test
    void formByWayOfAnother_isThereAndBack() {
        Form<Integer> form = Scalars.TEXT.as(number -> "n" + number, text -> Integer.valueOf(text.substring(1)));

        assertThat(form.plain(7)).isEqualTo("n7");
        assertThat(form.value("n7")).isEqualTo(7);
        assertThatThrownBy(() -> form.value("nx")).isInstanceOf(JsonException.class);
    }

    @Test
    void form_thatIsReadByWayOfPlainData_refusesNull() {
        assertThat(Json.<Boolean>read(Boolean.class, "true")).isTrue();
        assertThat(read(Scalars.LONG, "7")).isEqualTo(7L);
        assertThatThrownBy(() -> read(Scalars.PLAIN, "null")).isSameAs(Form.IRREGULAR);
        assertThatThrownBy(() -> read(Scalars.TEXT, "7")).isSameAs(Form.IRREGULAR);
        assertThatThrownBy(() -> read(made(type(Whole.class, "parts")), "{}")).isSameAs(Form.IRREGULAR);
        assertThatThrownBy(() -> read(made(Whole.class), "[]")).isSameAs(Form.IRREGULAR);
        assertThatThrownBy(() -> read(made(Shape.class), "[]")).isSameAs(Form.IRREGULAR);
        assertThat(read(
                        Forms.<Whole>of(Whole.class),
                        Json.write(Forms.<Whole>of(Whole.class).plain(FULL))))
                .isEqualTo(FULL);
    }

    private static <T> T read(Form<T> form, String text) {
        try (tools.jackson.core.JsonParser in = JsonText.parser(new java.io.StringReader(text))) {
            in.nextToken();
            return form.read(in);
        }
    }
}
