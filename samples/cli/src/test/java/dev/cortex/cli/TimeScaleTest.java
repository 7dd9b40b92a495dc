package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeScaleTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private static Instant at(long seconds) {
        return BEGIN.plusSeconds(seconds);
    }

    private static TimeScale.Interval work(long from, long to) {
        return new TimeScale.Interval(at(from), at(to));
    }

    @Test
    void at_withoutIdleTime_isProportional() {
        TimeScale scale = new TimeScale(BEGIN, at(100), List.of(at(40)), List.of(work(0, 60), work(30, 100)));
        assertThat(scale.at(at(0))).isZero();
        assertThat(scale.at(at(25))).isCloseTo(25, within(1e-9));
        assertThat(scale.at(at(100))).isCloseTo(100, within(1e-9));
        assertThat(scale.gaps()).isEmpty();
    }

    @Test
    void at_aNightAtAGate_isShortened() {
        long night = Duration.ofHours(14).toSeconds();
        TimeScale scale = new TimeScale(
                BEGIN,
                at(night + 200),
                List.of(at(100), at(night + 100)),
                List.of(work(0, 100), work(night + 100, night + 200)));
        assertThat(scale.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.time()).isEqualTo(Duration.ofSeconds(night));
            assertThat(gap.to() - gap.from()).isBetween(8.0, 12.0);
        });
        assertThat(scale.at(at(50))).isBetween(22.0, 25.0);
        assertThat(scale.ticks(ZoneOffset.UTC))
                .allMatch(tick -> scale.gaps().stream()
                        .noneMatch(gap -> tick.at() > gap.from() + 0.01 && tick.at() < gap.to() - 0.01));
    }

    @Test
    void at_aRunWithoutWork_isProportional() {
        TimeScale scale = new TimeScale(BEGIN, at(1000), List.of(at(10)), List.of());
        assertThat(scale.at(at(500))).isCloseTo(50, within(1e-9));
    }

    @Test
    void at_aRunOfNoTime_isStill() {
        TimeScale scale = new TimeScale(BEGIN, BEGIN, List.of(), List.of());
        assertThat(scale.at(BEGIN)).isZero();
        assertThat(scale.at(at(5))).isBetween(0.0, 100.0);
    }

    @Test
    void ticks_areRoundInTheReadersZone() {
        TimeScale scale = new TimeScale(at(7), at(7 + 3_000), List.of(), List.of(work(0, 4_000)));
        assertThat(scale.ticks(ZoneId.of("Asia/Kathmandu")).stream()
                        .map(tick -> tick.moment()
                                        .atZone(ZoneId.of("Asia/Kathmandu"))
                                        .toLocalTime()
                                        .getMinute()
                                % 10))
                .isNotEmpty()
                .containsOnly(0);
    }

    @Property(tries = 200)
    void at_laterMoments_lieFurther(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 100_000) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 100_000) int end) {
        List<Instant> cuts = seconds.stream().map(TimeScaleTest::at).toList();
        List<TimeScale.Interval> busy = new ArrayList<>();
        for (int i = 0; i + 1 < seconds.size(); i += 2) {
            int from = Math.min(seconds.get(i), seconds.get(i + 1));
            busy.add(work(from, Math.min(from + 100, Math.max(seconds.get(i), seconds.get(i + 1)))));
        }
        TimeScale scale = new TimeScale(BEGIN, at(end), cuts, busy);
        double last = 0;
        for (long second = 0; second <= end; second += Math.max(1, end / 50)) {
            double here = scale.at(at(second));
            assertThat(here).isBetween(last - 1e-9, 100 + 1e-9);
            last = here;
        }
        assertThat(scale.at(at(end))).isCloseTo(100, within(1e-6));
        List<TimeScale.Tick> ticks = scale.ticks(ZoneOffset.UTC);
        assertThat(ticks.size()).isLessThanOrEqualTo(12);
        assertThat(ticks.stream().map(TimeScale.Tick::at).toList()).isSorted();
    }
}
