package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands behind the end of a line is another line, or a former one, and says nothing about this one. */
class CursorTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Cursor cursor(String line, String behind) {
        return new Cursor(bytes(line + behind), 0, line.length());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "90, 90", "123456789, 123456789", "999999999999999999, 999999999999999999"})
    void number_isThatOfTheDigitsUpToTheEnd(String digits, long number) {
        for (String behind : new String[] {"", "5", "x"}) {
            Cursor cursor = cursor(digits, behind);

            assertThat(cursor.number()).isEqualTo(number);
            assertThat(cursor.at()).isEqualTo(digits.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "/", ":", "\"", " "})
    void number_endsWithTheLastDigit(String next) {
        Cursor cursor = cursor("17" + next + "5", "");

        assertThat(cursor.number()).isEqualTo(17);
        assertThat(cursor.at()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "07", "x", "-1", "+1", " 1"})
    void number_thatIsNone_isNegative(String text) {
        assertThat(cursor(text, "5").number()).isEqualTo(-1);
    }

    /** One digit more, and it would not fit; the key that has to follow is not there then. */
    @Test
    void number_thatIsTooLong_doesNotEndWhereItsDigitsDo() {
        Cursor cursor = cursor("1000000000000000006", "");

        cursor.number();

        assertThat(cursor.at()).isLessThan(19);
    }

    @Test
    void hex_isEightDigitsAndTheQuotationMarkBehind() {
        Cursor cursor = cursor("0a1b2c3d\",", "");

        assertThat(cursor.hex()).isEqualTo("0a1b2c3d");
        assertThat(cursor.at()).isEqualTo(9);
        assertThat(cursor("0a1b2c3d\"", "").hex()).isEqualTo("0a1b2c3d");
    }

    @ParameterizedTest
    @CsvSource({"0a1b2c3d, '\"'", "0a1b2c3d, ''", "0a1b2c3, '\"'", "0a1b2c3d4\", ''", "0a1b2c, ''", "'', ''"})
    void hex_ofAnotherLength_isNone(String text, String behind) {
        Cursor cursor = cursor(text, behind);

        assertThat(cursor.hex()).isEmpty();
        assertThat(cursor.at()).isZero();
    }

    @Test
    void skip_passesWhatIsExpectedAndNothingElse() {
        Cursor cursor = cursor("{\"#\":1", "");

        assertThat(cursor.skip(bytes("{\"x"))).isFalse();
        assertThat(cursor.at()).isZero();
        assertThat(cursor.skip(bytes("{\"#\":"))).isTrue();
        assertThat(cursor.at()).isEqualTo(5);
        assertThat(cursor.skip(bytes("1"))).isTrue();
        assertThat(cursor.skip(bytes("1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\":", "\":2,"})
    void skip_ofWhatGoesOnBehindTheEnd_isRefused(String behind) {
        assertThat(cursor("{\"#", behind).skip(bytes("{\"#\":"))).isFalse();
        assertThat(cursor("{\"#", behind).skip(bytes("{\"#"))).isTrue();
    }
}
