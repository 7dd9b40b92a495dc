package dev.cortex.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "ui-ux designer", "a.b", "日本", "no", "1", "a:b", "größe", "a\u202Eb", "\uD83D\uDE80"})
    void name_thatBreaksNoRule_hasNoProblem(String name) {
        assertThat(Names.PHASE.problem(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\t", "a/b", "/", "a\\b", ".", "..", ".a", "a\u0000", "a\u007F", "a\u0085", "a\nb", "a\uD83D"
            })
    void name_thatBreaksARule_hasAProblem_whateverItNames(String name) {
        assertThat(Names.values())
                .allSatisfy(rules -> assertThat(rules.problem(name)).isPresent());
    }

    @Test
    void comma_isForbiddenWhereConditionsNameIt() {
        assertThat(Names.values())
                .filteredOn(rules -> rules.problem("a,b").isPresent())
                .containsExactly(Names.PHASE, Names.STEP);
    }

    @Test
    void length_isCountedInCharacters_notInHalvesOfThem() {
        assertThat(Names.AGENT.problem("\uD83D\uDE80".repeat(128))).isEmpty();
        assertThat(Names.AGENT.problem("\uD83D\uDE80".repeat(129)))
                .contains("a name has at most 128 characters, and this one has 129");
    }
}
