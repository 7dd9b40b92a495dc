package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT59.9S, 59s",
        "PT60S, 1m",
        "PT15M, 15m",
        "PT59M59S, 59m",
        "PT1H, 1h",
        "PT47H59M, 47h",
        "PT48H, 2d",
        "PT-5S, 0s"
    })
    void between_spans_areSaidInOneUnit(String span, String said) {
        assertThat(Ages.between(THEN, THEN.plus(Duration.parse(span)))).isEqualTo(said);
    }
}
