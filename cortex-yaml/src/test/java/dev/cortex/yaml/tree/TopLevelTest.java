package dev.cortex.yaml.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopLevelTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: n",
                "{name: n}",
                "a: b\nname: n",
                "name: n\nname: m",
                "a: name\nname: n",
                "a: [name, b]\nname: n",
                "a: {name: b}\nname: n",
                "[name, b]: c\nname: n",
                "{name: b}: c\nname: n",
                "? [a]\n: [b]\nname: n",
                "a: {b: {name: c}}\nname: n",
                "a: &x b\nc: *x\nname: n",
                "name: [a]\nb: c\nname: n",
                "name: n\nb: \"",
            })
    void name_isTheValueOfTheKeyAtTheTop(String text) {
        assertThat(TopLevel.name(text)).contains("n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "[name, n]",
                "- name: n",
                "a: name",
                "a: {name: n}",
                "a: [name, n]",
                "[name]: n",
                "{name: n}: a",
                "a: name\nb: n",
                "name: [n]",
                "name: {name: n}",
                "name: {a: b}\nc: n",
                "nam: n",
                "a: \"",
            })
    void name_ofWhatHasNone_isEmpty(String text) {
        assertThat(TopLevel.name(text)).isEmpty();
    }

    /** Two events begin the text and one its map; a key and its value are one each. */
    @Test
    void name_isLookedForNearTheStart() {
        assertThat(TopLevel.name("a: b\n".repeat(997) + "name: n")).contains("n");
        assertThat(TopLevel.name("a: b\n".repeat(998) + "name: n")).isEmpty();
    }
}
