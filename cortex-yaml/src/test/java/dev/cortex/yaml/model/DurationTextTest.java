package dev.cortex.yaml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DurationTextTest {
    @Example
    void of_isShort() {
        assertThat(DurationText.of(Duration.ZERO)).isEqualTo("0s");
        assertThat(DurationText.of(Duration.ofMillis(1))).isEqualTo("1ms");
        assertThat(DurationText.of(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(DurationText.of(Duration.ofNanos(1))).isEqualTo("PT0.000000001S");
        assertThat(DurationText.of(Duration.ofNanos(1_500_000))).isEqualTo("PT0.0015S");
        assertThat(DurationText.of(Duration.ofSeconds(-1))).isEqualTo("PT-1S");
    }

    @Example
    void parse_isWithinLimits() {
        assertThat(DurationText.parse("100000d")).contains(Duration.ofDays(100_000));
        assertThat(DurationText.parse("100000d1ms")).isEmpty();
        assertThat(DurationText.parse("-PT2400000H")).contains(Duration.ofDays(-100_000));
        assertThat(DurationText.parse("-PT2400000H1S")).isEmpty();
        assertThat(DurationText.parse("")).isEmpty();
        assertThat(DurationText.parse("5")).isEmpty();
    }

    @Property(tries = 200)
    void parse_whatWasWritten_isEqual(@ForAll @LongRange(min = -10_000_000_000L, max = 10_000_000_000L) long nanos) {
        for (Duration duration : List.of(Duration.ofNanos(nanos), Duration.ofMillis(nanos))) {
            assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
        }
    }
}
