package dev.cortex.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.store.StateException;
import dev.cortex.core.journal.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private static RunEvent event(long number) {
        return new RunEvent("r", number, AT, new Fact.Warned(Optional.empty(), "number " + number));
    }

    private static List<RunEvent> decoded(long from, List<String> lines) {
        List<RunEvent> events = new ArrayList<>();
        decode(from, lines, events);
        return events;
    }

    private static void decode(long from, List<String> lines, List<RunEvent> into) {
        Thread mine = Thread.currentThread();
        Decoding decoding = new Decoding("r", from, event -> {
            assertThat(Thread.currentThread()).isSameAs(mine);
            into.add(event);
        });
        lines.forEach(decoding::line);
        decoding.end();
    }

    private static List<RunEvent> events(long from, long count) {
        return LongStream.rangeClosed(from + 1, from + count)
                .mapToObj(DecodingTest::event)
                .toList();
    }

    private static List<String> lines(List<RunEvent> events) {
        return new ArrayList<>(events.stream().map(Json::write).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999, 1000, 1001, 5000, 23_456})
    void events_ofAnyNumberOfLines_comeInOrder(long count) {
        List<RunEvent> events = events(41, count);

        assertThat(decoded(41, lines(events))).isEqualTo(events);
    }

    @Test
    void events_ofLongLines_comeInOrder() {
        List<RunEvent> events = LongStream.rangeClosed(1, 40)
                .mapToObj(number ->
                        new RunEvent("r", number, AT, new Fact.Warned(Optional.empty(), "x".repeat(100_000) + number)))
                .toList();

        assertThat(decoded(0, lines(events))).isEqualTo(events);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 1000, 7321, 9999})
    void line_thatCannotBeRead_isNamed_andWhatIsInFrontOfItComes(int at) {
        List<RunEvent> events = events(0, 10_000);
        List<String> lines = lines(events);
        lines.set(at, "{\"time\":7}");
        lines.set(
                Math.min(at + 500, 9_999),
                "nonsense".substring(at + 500 > 9_999 ? 8 : 0) + lines.get(Math.min(at + 500, 9_999)));
        List<RunEvent> come = new ArrayList<>();

        assertThatThrownBy(() -> decode(0, lines, come))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("damaged: event " + (at + 1) + " cannot be read");

        assertThat(come).isEqualTo(events.subList(0, at));
    }
}
