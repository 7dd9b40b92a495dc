package dev.cortex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
    @Test
    void of_controlBidiAndZeroWidth_areShown() {
        assertThat(Visible.of("a\u001b[31mb\u202ec\u200bd\u0000e\u0085f"))
                .isEqualTo("a<U+001B>[31mb<U+202E>c<U+200B>d<U+0000>e<U+0085>f");
    }

    @Test
    void of_lineBreaksAndTabs_areShown() {
        assertThat(Visible.of("a\nb\tc\r\u2028")).isEqualTo("a<U+000A>b<U+0009>c<U+000D><U+2028>");
    }

    @Test
    void of_hangulFillersAndOddBlanks_areShown() {
        assertThat(Visible.of("\u3164\u00a0\u2800\ufeff\udb40\udc41"))
                .isEqualTo("<U+3164><U+00A0><U+2800><U+FEFF><U+E0041>");
    }

    @Test
    void of_ordinaryTextOfAnyLanguage_isLeftAlone() {
        String text = "Prüfung 検査 проверка \ud83d\ude80";
        assertThat(Visible.of(text)).isSameAs(text);
    }

    @Test
    void clip_longText_countsTheRestInCharacters() {
        assertThat(Visible.clip("\ud83d\ude80".repeat(203)))
                .isEqualTo("\ud83d\ude80".repeat(200) + "... (3 more characters)");
        assertThat(Visible.clip("x".repeat(200))).hasSize(200);
    }

    @Test
    void json_hiddenCharacters_areEscaped() {
        assertThat(Visible.json("{\"a\":\"\u202eb\ud83d\ude80\udb40\udc41\"}"))
                .isEqualTo("{\"a\":\"\\u202eb\\ud83d\\ude80\\udb40\\udc41\"}");
    }
}
