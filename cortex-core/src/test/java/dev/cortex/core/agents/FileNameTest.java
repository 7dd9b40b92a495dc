package dev.cortex.core.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class FileNameTest {
    @Property
    void of_anyText_isShortAndHarmless(@ForAll @StringLength(max = 300) String text) {
        assertThat(FileName.of(text)).matches("[a-z0-9_~-]{1,80}").doesNotStartWith("-");
    }

    @Property
    void of_twoTexts_differUnlessTheyAreEqual(@ForAll String one, @ForAll String other) {
        assertThat(FileName.of(one).equals(FileName.of(other))).isEqualTo(one.equals(other));
    }

    @Example
    void of_namesThatDifferInCaseAlone_differOnEveryFileSystem() {
        assertThat(FileName.of("Coder").toLowerCase(Locale.ROOT)).isNotEqualTo(FileName.of("coder"));
        assertThat(FileName.of("coder")).isEqualTo("coder");
        assertThat(FileName.of("a_b")).isNotEqualTo(FileName.of("a/b")).startsWith("a_b~");
        assertThat(FileName.of("../..")).startsWith("_____~");
    }
}
