package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is behind the last whole batch is either a write that never came to its end, of which some pages may be on the disk
 * and others not, or it is damage: something that was whole once, or that somebody else has written.
 */
class TornOrDamagedTest {
    private static final String HAND = "{\"type\":\"acted\"}\n";
    /** A page that did not reach the disk. */
    private static final String LOST = "\0\0\0\0\0\0\0\0\n";
    /** Longer than any line. */
    private static final int LENGTH = LineReader.MAX + 4096;

    @TempDir
    private Path folder;

    private JournalFile file;

    @BeforeEach
    void write() {
        file = JournalFile.small(folder);
    }

    /** A whole line with a true checksum, and its line break. */
    private static String line(int number, int first, int last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Frame().write(out, number, first, last, "", "{\"i\":1}".getBytes(StandardCharsets.US_ASCII));
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String withoutBreak(String line) {
        return line.substring(0, line.length() - 1);
    }

    private JournalFile.Reading behind(String... tail) throws IOException {
        file = JournalFile.small(Files.createTempDirectory(folder, "each"));
        Files.writeString(file.path(), String.join("", tail), StandardOpenOption.APPEND);
        return file.read();
    }

    private void assertTorn(String... tail) throws IOException {
        JournalFile.Reading reading = behind(tail);
        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.lines()).isEqualTo(lines(1, 5));
        assertThat(reading.warnings()).singleElement().asString().contains("incomplete");
    }

    private void assertDamaged(int line, String why, String... tail) throws IOException {
        assertThat(behind(tail).refusal()).contains(", line " + line + ": ", why);
    }

    @Test
    void partsOfOneBatch_areTorn() throws IOException {
        String first = line(6, 6, 8);
        String second = line(7, 6, 8);
        String third = line(8, 6, 8);

        assertTorn(first);
        assertTorn(first, second);
        assertTorn(first, third);
        assertTorn(second, third);
        assertTorn(third);
        assertTorn(LOST, second, third);
        assertTorn(LOST, LOST, third);
        assertTorn(first, LOST, third);
        assertTorn("\0\0\0", third);
        assertTorn(first, second, "\0\0\0", withoutBreak(third).substring(3));
        assertThat(behind(first, second, third).lines()).hasSize(8);
    }

    /** They were written for another batch, which was torn and cut off before. */
    @Test
    void linesOfTwoBatchesWithOneBeginning_areTorn() throws IOException {
        assertTorn(line(6, 6, 8), line(7, 6, 7));
        assertTorn(line(6, 6, 7), line(6, 6, 6));
        assertTorn(line(6, 6, 7), line(8, 6, 8));
    }

    @Test
    void linesOfALaterBatch_areDamage() throws IOException {
        assertDamaged(6, "readable lines follow", LOST, line(7, 7, 7));
        assertDamaged(6, "readable lines follow", LOST, line(9, 8, 9));
        assertDamaged(6, "it is missing, and line 7 is in its place", line(7, 7, 7));
        assertDamaged(6, "line 5 is there a second time", line(5, 4, 5));
        assertDamaged(7, "it is missing, and line 8 is in its place", line(6, 6, 7), line(8, 8, 8));
        assertDamaged(7, "readable lines follow", line(6, 6, 7), LOST, line(8, 8, 8));
        assertDamaged(7, "readable lines follow", line(6, 6, 8), line(8, 6, 8), line(9, 9, 9));
        assertDamaged(6, "readable lines follow", line(8, 6, 8), line(9, 9, 9));
    }

    /** A batch is written from its beginning: if that is whole, it stands where the batch begins. */
    @Test
    void firstLineOfABatchBehindGarbage_isDamage() throws IOException {
        assertDamaged(6, "readable lines follow", LOST, line(6, 6, 7));
        assertDamaged(6, "readable lines follow", LOST, line(6, 6, 6));
    }

    @Test
    void lineByHandBehindGarbage_isDamage() throws IOException {
        assertDamaged(6, "readable lines follow", LOST, HAND);
        assertDamaged(7, "readable lines follow", line(6, 6, 7), HAND);
        assertDamaged(6, "readable lines follow", "x\n", "x\n", HAND);
        assertTorn(HAND.replace("}\n", "\n"));
        assertTorn("[" + HAND);
    }

    /** The line break in front of it was lost. */
    @Test
    void lineOfALaterBatchOnTheLineOfGarbage_isDamage() throws IOException {
        assertDamaged(6, "readable lines follow", "\0", line(7, 7, 7));
        assertDamaged(6, "readable lines follow", withoutBreak(line(6, 6, 6)), line(7, 7, 7));
        assertDamaged(6, "readable lines follow", "{\"#x{\"#", line(7, 7, 7));
        assertDamaged(6, "readable lines follow", LOST, "xx", line(7, 7, 7));
        assertDamaged(7, "readable lines follow", line(6, 6, 7), "x", line(8, 8, 8));
        assertTorn("x", line(7, 6, 7));
        assertTorn("x", line(7, 7, 7).replace("\"i\":1", "\"i\":2"));
    }

    @Test
    void firstBatch_thatIsTorn_isAsIfItHadNeverBegun() throws IOException {
        String first = line(1, 1, 2);
        for (String torn : List.of(
                first,
                first.substring(0, 22) + "\0\0\0\n" + line(2, 1, 2),
                "\0\0\0\0\n" + line(2, 1, 2),
                "\0\n\0\n",
                first + "\0\0\n")) {
            file.write(torn.getBytes(StandardCharsets.US_ASCII));
            assertThat(file.read().lines()).as(torn).isEmpty();
            assertThat(file.read().refusal()).as(torn).isEmpty();
        }
        file.write((first + line(2, 1, 2)).getBytes(StandardCharsets.US_ASCII));
        assertThat(file.read().lines()).hasSize(2);
    }

    /** Whoever forges a line with a true checksum, or has a program that does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"#n\":6,\"#to\":6",
                "{\"#\":6",
                "{\"#\":6,\"#to\":5",
                "{\"#\":6,\"#from\":7,\"#to\":7",
                "{\"#\":6,\"#from\":0,\"#to\":6",
                "{\"#\":06,\"#to\":6",
                "{\"#\":,\"#to\":6",
                "{\"#\":1000000000000000006,\"#to\":6",
                "{\"#format\":1,\"#\":6,\"#to\":6",
                "{\"#format\":1,\"#to\":6",
                "{\"#to\":6"
            })
    void frame_thatMakesNoSense_isNone(String head) throws IOException {
        byte[] bytes = (head + ",\"i\":1").getBytes(StandardCharsets.US_ASCII);
        String forged = head + ",\"i\":1,\"#crc\":\"" + new Frame().sum(bytes, 0, bytes.length) + "\"}";

        assertThat(new Frame().parse(forged.getBytes(StandardCharsets.US_ASCII), 0, forged.length()))
                .isFalse();
        assertTorn(forged + "\n");
    }

    @Test
    void frame_ofTheFirstLine_hasTheFormatAndNoOther() {
        for (String head : List.of("{\"#\":1,\"#to\":1", "{\"#format\":2,\"#\":1,\"#to\":1")) {
            String sum = new Frame().sum(head.getBytes(StandardCharsets.US_ASCII), 0, head.length());
            byte[] forged = (head + ",\"#crc\":\"" + sum + "\"}").getBytes(StandardCharsets.US_ASCII);
            assertThat(new Frame().parse(forged, 0, forged.length)).as(head).isFalse();
        }
    }

    @Test
    void objectsWithoutKeys_comeBackAsTheyWere() throws IOException {
        List<String> objects = List.of("{ }", "{\t}", "{}", "{ \"a\":1}", "{\t \"b\":2 }");

        assertThat(new FileStateStore(folder).append(NAME, 5, objects)).isTrue();

        file = new JournalFile(folder);
        assertThat(file.read().lines().subList(5, 10)).isEqualTo(objects);
        assertThat(Files.readAllLines(file.path()).get(5)).startsWith("{\"#\":6,\"#to\":10 ,\"#crc\":");
    }

    @Test
    void lastLineWithoutBreak_isGoneOnFrom() throws IOException {
        byte[] good = file.bytes();
        file.write(Arrays.copyOf(good, good.length - 1));
        FileStateStore store = new FileStateStore(folder);
        assertThat(store.read(NAME, 0, line -> {})).isEqualTo(5);
        assertThat(store.read(NAME, 5, line -> {})).isEqualTo(5);

        Files.writeString(file.path(), "\n", StandardOpenOption.APPEND);
        assertThat(store.read(NAME, 5, line -> {})).isEqualTo(5);
        file.write(Arrays.copyOf(good, good.length - 1));
        store = new FileStateStore(folder);
        store.read(NAME, 0, line -> {});
        assertThat(new FileStateStore(folder).append(NAME, 5, lines(6, 7))).isTrue();
        List<String> more = new ArrayList<>();
        assertThat(store.read(NAME, 5, more::add)).isEqualTo(7);
        assertThat(more).isEqualTo(lines(6, 7));
        assertThat(store.append(NAME, 7, lines(8, 8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n", "x", "{}\n"})
    void lastLineWithoutBreak_thatGoesOn_isDamaged(String more) throws IOException {
        byte[] good = file.bytes();
        file.write(Arrays.copyOf(good, good.length - 1));
        FileStateStore store = new FileStateStore(folder);
        store.read(NAME, 0, line -> {});
        Files.writeString(file.path(), more, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> store.read(NAME, 5, line -> {}))
                .hasMessageContaining("is damaged", "line 5", "something was written behind its end");
    }

    /** No line of a store is that long, and there is no room for it. */
    @Test
    void lineLongerThanAny_isPassedOver() throws Exception {
        assertThat(scan("x", "\n").rest()).isGreaterThan(LENGTH);
        assertThatThrownBy(() -> scan("", "\n" + line(7, 7, 7)))
                .isInstanceOfSatisfying(
                        Damage.class, damage -> assertThat(damage.line()).isEqualTo(6));
        assertThat(scan("{\"#", line(7, 7, 7)).size()).isEqualTo(5);
    }

    private Known scan(String begin, String end) throws Exception {
        byte[] good = file.bytes();
        try (Endless content = new Endless(new String(good, StandardCharsets.UTF_8) + begin, LENGTH, end)) {
            Known from = Known.nothing("id");
            return new Scan(from, 0, line -> {}, new Milestones()).run(content, content.length(), Long.MAX_VALUE);
        }
    }
}
