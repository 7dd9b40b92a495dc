package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the first line lies among the bytes that were read. */
class HeadingTest {
    private static final String BEFORE = "what was read before this line\n";

    private static void check(String line) throws Damage {
        byte[] bytes = (BEFORE + line).getBytes(StandardCharsets.ISO_8859_1);
        Heading.check(bytes, BEFORE.length(), bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"#format\":1,\"#\":1,\"#to\":1,\"type\":\"line\"",
                "{\"#format\":1,\"#\":1,",
                "{\"#for",
                "{",
                "\0\0\0\0",
                "{\"#for\0\0\0\0\0\0\0\0\0\0\0"
            })
    void journalThatWasBegun_orOfWhichPagesAreMissing_isOurs(String line) {
        assertThatCode(() -> check(line)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "{\"#format\":1,\"#\":2,", "{\"#format\":1,\"#\":1x", "\0x"})
    void fileOfSomebodyElse_isDamage(String line) {
        assertThatThrownBy(() -> check(line))
                .hasMessage("it does not begin as a journal does")
                .isInstanceOfSatisfying(
                        Damage.class, damage -> assertThat(damage.line()).isEqualTo(1));
    }
}
