package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static void check(String... lines) {
        Arguments.checkLines("run-1", List.of(lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "}", "[]", "{}x", " {}", "x"})
    void lineThatIsNoObject_isRefusedInWords(String line) {
        assertThatThrownBy(() -> check("{}", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot append to journal run-1: a line is one JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n}", "{\r}", "{\"a\":1,\n\"b\":2}"})
    void lineThatIsTwo_isRefusedInWords(String line) {
        assertThatThrownBy(() -> check(line)).hasMessageContaining("a line holds a line break");
    }

    /** Whoever reads a journal with little memory has to have room for its longest line. */
    @Test
    void line_isAsLongAsThereIsRoomForAndNoLonger() {
        String longest = "{" + "x".repeat(Arguments.MAX_LINE - 2) + "}";

        assertThatCode(() -> check(longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(longest + "}")).hasMessageContaining("more than 33554432 characters");
    }

    @Test
    void nothing_isNothingToAppend() {
        assertThatThrownBy(ArgumentsTest::check).hasMessage("nothing to append to journal run-1");
    }
}
