package dev.cortex.yaml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class NearestTest {
    @Example
    void distance_countsEdits() {
        assertThat(Nearest.distance("", "")).isZero();
        assertThat(Nearest.distance("abc", "abc")).isZero();
        assertThat(Nearest.distance("abc", "")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("abc", "bc")).isEqualTo(1);
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("xab", "xba")).isEqualTo(1);
        // Neighbours that are no exchange: one of both letters is another.
        assertThat(Nearest.distance("ab", "ca")).isEqualTo(2);
        assertThat(Nearest.distance("ab", "bc")).isEqualTo(2);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Property(tries = 200)
    void distance_isThatOfTheWayBack(
            @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'c') String a,
            @ForAll @StringLength(max = 6) @CharRange(from = 'a', to = 'c') String b) {
        int edits = Nearest.distance(a, b);

        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
        assertThat(edits).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        assertThat(edits == 0).isEqualTo(a.equals(b));
        assertThat(Nearest.distance("x" + a + "yz", "x" + b + "yz")).isEqualTo(edits);
    }

    @Example
    void of_proposesTheFirstOfThoseWithTheFewestEdits() {
        assertThat(Nearest.of("cat", List.of("rat", "bat"))).contains("bat");
        assertThat(Nearest.of("timeuot", List.of("time", "timeout", "timeoit"))).contains("timeout");
        assertThat(Nearest.of("Max-Parallel", List.of("max_parallel"))).contains("max_parallel");
        assertThat(Nearest.of("x", List.of("y"))).contains("y");
        assertThat(Nearest.of("abc", List.of("xyz", "abcdefgh"))).isEmpty();
        assertThat(Nearest.of("abcdef", List.of("abxyef"))).contains("abxyef");
        assertThat(Nearest.of("abcdef", List.of("xbxyef"))).isEmpty();
    }

    @Example
    void of_looksAtNoWordOfMoreThan40Characters() {
        String longest = "k".repeat(40);

        assertThat(Nearest.of(longest, List.of(longest + "l"))).contains(longest + "l");
        assertThat(Nearest.of(longest + "k", List.of(longest))).isEmpty();
    }
}
