package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static String line(LineReader reader) {
        return new String(reader.bytes(), reader.start(), reader.end() - reader.start(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(LineReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(line(reader) + (reader.terminated() ? "$" : ""));
        }
        return lines;
    }

    /** A length that was looked up is old as soon as it is there. */
    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, -1, 0, 1, 5, 100, Long.MAX_VALUE - 1})
    void lines_areAllOfTheFile_howeverLongItWasExpectedToBe(long expected) throws IOException {
        String more = "y".repeat(2000);
        try (Disk.Content file = new Endless("one\n\ntwo\n", 700, "\n" + more + "\nlast")) {
            LineReader reader = new LineReader(file, 0, expected);

            assertThat(lines(reader)).containsExactly("one$", "$", "two$", "x".repeat(700) + "$", more + "$", "last");
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void nextAt_isWhereTheNextLineBegins() throws IOException {
        try (Disk.Content file = new Endless("one\ntwo\n", 600, "\nlast")) {
            LineReader reader = new LineReader(file, 4, 4);
            List<Long> places = new ArrayList<>();
            while (reader.next()) {
                places.add(reader.nextAt());
            }
            assertThat(places).containsExactly(8L, 609L, 613L);
        }
    }

    /** A journal may be far larger than the memory; its lines are small. */
    @Test
    void longFile_takesNoMoreRoomThanItsLinesNeed() throws IOException {
        String line = "y".repeat(99) + "\n";
        try (Disk.Content file = new Endless(line.repeat(5000), 0, "")) {
            LineReader reader = new LineReader(file, 0, 500_000);

            assertThat(lines(reader)).hasSize(5000).containsOnly("y".repeat(99) + "$");
            assertThat(reader.bytes().length).isLessThanOrEqualTo(1 << 16);
        }
    }

    /** No line of ours: but where it ends another one begins. */
    @Test
    void lineLongerThanAny_isOneLine() throws IOException {
        try (Disk.Content file = new Endless("", LineReader.MAX, "x\nnext\n")) {
            LineReader reader = new LineReader(file, 0, 0);

            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isTrue();
            assertThat(reader.terminated()).isTrue();
            assertThat(reader.nextAt()).isEqualTo(LineReader.MAX + 2);
            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isFalse();
            assertThat(line(reader)).isEqualTo("next");
            assertThat(reader.next()).isFalse();
        }
    }

    /** There is something that is no whole line, and whoever writes next has to cut it off. */
    @Test
    void lineThatFillsAllRoom_andIsTheLast_isNotOverlooked() throws IOException {
        try (Disk.Content file = new Endless("", LineReader.MAX, "")) {
            LineReader reader = new LineReader(file, 0, 0);

            assertThat(reader.next()).isTrue();
            assertThat(reader.tooLong()).isTrue();
            assertThat(reader.nextAt()).isEqualTo(LineReader.MAX);
            assertThat(reader.next()).isFalse();
        }
    }
}
