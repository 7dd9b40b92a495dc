package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a journal whose file is not as the store left it. */
class FileStateStoreDamageTest {
    @TempDir
    private Path folder;

    private JournalFile file;
    private byte[] good;
    private int lastBatch;

    @BeforeEach
    void write() throws IOException {
        file = JournalFile.small(folder);
        good = file.bytes();
        lastBatch = new String(good, StandardCharsets.UTF_8).indexOf("{\"#\":4");
    }

    @Test
    void read_batchCutAnywhere_isAsBeforeItAndSaysIncomplete() throws IOException {
        for (int length = lastBatch + 1; length < good.length - 1; length++) {
            file.write(Arrays.copyOf(good, length));

            JournalFile.Reading reading = file.read();

            assertThat(reading.refusal()).as("cut at %s", length).isEmpty();
            assertThat(reading.lines()).as("cut at %s", length).isEqualTo(lines(1, 3));
            assertThat(reading.warnings())
                    .as("cut at %s", length)
                    .singleElement()
                    .asString()
                    .contains("incomplete", file.path().toString(), "last " + (length - lastBatch) + " bytes");
        }
    }

    @Test
    void append_batchCutAnywhere_cutsItOff() throws IOException {
        for (int length = lastBatch; length < good.length - 1; length++) {
            file.write(Arrays.copyOf(good, length));

            assertThat(new FileStateStore(folder).append(NAME, 3, lines(4, 5))).isTrue();

            assertThat(file.bytes()).as("cut at %s", length).isEqualTo(good);
        }
    }

    @Test
    void append_tornEndCutOffByAnother_isRefusedAndNoDamage() throws IOException {
        file.write(Arrays.copyOf(good, good.length - 2));
        FileStateStore store = new FileStateStore(folder);
        assertThat(store.read(NAME, 0, line -> {})).isEqualTo(3);
        assertThat(new FileStateStore(folder).append(NAME, 3, List.of("{}"))).isTrue();

        assertThat(store.append(NAME, 3, lines(4, 4))).isFalse();
        assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 4L);
        assertThat(store.read(NAME, 3, line -> assertThat(line).isEqualTo("{}")))
                .isEqualTo(4);
        assertThat(store.append(NAME, 4, lines(5, 5))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\0\0", "garbage", "\n", "{\"#\":6", "}\n}\n", "\0\n{}x"})
    void read_garbageBehindTheEnd_isLeftOutAndSaysIncomplete(String garbage) throws IOException {
        file.write((new String(good, StandardCharsets.UTF_8) + garbage).getBytes(StandardCharsets.UTF_8));

        assertThat(file.read().lines()).isEqualTo(lines(1, 5));
        assertThat(file.read().warnings()).singleElement().asString().contains("incomplete");
        assertThat(new FileStateStore(folder).append(NAME, 5, lines(6, 6))).isTrue();
        assertThat(file.read()).isEqualTo(new JournalFile.Reading(lines(1, 6), List.of(), ""));
    }

    @Test
    void read_lastLineBreakLost_isWhole() throws IOException {
        file.write(Arrays.copyOf(good, good.length - 1));

        assertThat(file.read()).isEqualTo(new JournalFile.Reading(lines(1, 5), List.of(), ""));
        FileStateStore store = new FileStateStore(folder);
        assertThat(store.append(NAME, 5, lines(6, 6))).isTrue();
        assertThat(store.append(NAME, 6, lines(7, 7))).isTrue();
        assertThat(file.read()).isEqualTo(new JournalFile.Reading(lines(1, 7), List.of(), ""));
    }

    @Test
    void read_anyBitFlipped_isNeverSilent() throws IOException {
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                assertLoud(bad, at, "bit " + bit + " of byte " + at + " flipped");
            }
        }
    }

    @Test
    void read_anyByteZeroedRemovedOrDoubled_isNeverSilent() throws IOException {
        for (int at = 0; at < good.length - 1; at++) {
            byte[] zeroed = good.clone();
            zeroed[at] = 0;
            assertLoud(zeroed, at, "byte " + at + " zeroed");
            byte[] shorter = new byte[good.length - 1];
            System.arraycopy(good, 0, shorter, 0, at);
            System.arraycopy(good, at + 1, shorter, at, good.length - at - 1);
            assertLoud(shorter, at, "byte " + at + " removed");
            byte[] longer = new byte[good.length + 1];
            System.arraycopy(good, 0, longer, 0, at + 1);
            System.arraycopy(good, at, longer, at + 1, good.length - at);
            assertLoud(longer, at, "byte " + at + " doubled");
        }
    }

    /** In front of the last batch it is damage; within it, it cannot be told from a write that was never acknowledged. */
    private void assertLoud(byte[] bad, int at, String how) throws IOException {
        file.write(bad);
        JournalFile.Reading reading = file.read();
        if (reading.refusal().isEmpty()) {
            // The line break behind the last line says nothing that its checksum does not say.
            boolean onlyTheEnd = at == good.length - 1 && reading.lines().equals(lines(1, 5));
            assertThat(at).as(how).isGreaterThanOrEqualTo(lastBatch);
            assertThat(reading.lines()).as(how).isEqualTo(onlyTheEnd ? lines(1, 5) : lines(1, 3));
            assertThat(reading.warnings()).as(how).singleElement().asString().contains("incomplete");
        } else {
            int line = 1;
            for (int i = 0; i < Arrays.mismatch(good, bad); i++) {
                line += good[i] == '\n' ? 1 : 0;
            }
            assertThat(reading.refusal()).as(how).contains("is damaged: " + file.path() + ", line " + line + ": ");
            if (!how.startsWith("bit ") || how.startsWith("bit 0")) {
                assertThatThrownBy(() -> new FileStateStore(folder).append(NAME, 5, lines(6, 6)))
                        .as(how)
                        .isInstanceOf(StateException.class);
                assertThat(file.bytes()).as(how).isEqualTo(bad);
            }
        }
    }

    @Test
    void read_lineMissingSwappedOrTwice_isDamaged() throws IOException {
        List<String> all = Files.readAllLines(file.path());

        assertThat(refusal(all.get(0), all.get(3), all.get(4))).contains("line 2: it is missing");
        assertThat(refusal(all.get(0), all.get(0), all.get(1), all.get(2)))
                .contains("line 2: line 1 is there a second time");
        assertThat(refusal(all.get(0), all.get(2), all.get(1), all.get(3), all.get(4)))
                .contains("line 2");
        assertThat(refusal(all.get(0), all.get(1), all.get(3), all.get(4)))
                .contains("line 3: it is missing, and line 4 is in its place");
    }

    private String refusal(String... lines) throws IOException {
        Files.write(file.path(), List.of(lines));
        return file.read().refusal();
    }

    @Test
    void read_newerFormat_isRefusedAndLeftAlone() throws IOException {
        byte[] newer = "{\"#format\":2,\"whatever\":1}\n".getBytes(StandardCharsets.UTF_8);
        file.write(newer);

        assertThat(file.read().refusal()).contains("format is 2", "newer version");
        assertThatThrownBy(() -> new FileStateStore(folder).append(NAME, 0, lines(1, 1)))
                .hasMessageContaining("newer version");
        assertThat(file.bytes()).isEqualTo(newer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\n", "\nhello", "{\"type\":\"line\"}\n", "%PDF", "{\"#format\":1,\"#\":2,\"#to\":2}"})
    void append_overForeignFile_isRefusedAndLeavesItAlone(String content) throws IOException {
        Files.writeString(file.path(), content);

        assertThat(file.read().refusal()).contains("does not begin as a journal does");
        assertThatThrownBy(() -> new FileStateStore(folder).append(NAME, 0, lines(1, 1)))
                .isInstanceOf(StateException.class);
        assertThat(Files.readString(file.path())).isEqualTo(content);
    }

    @Test
    void journal_withoutWholeFirstBatch_doesNotExist() throws IOException {
        int first = new String(good, StandardCharsets.UTF_8).indexOf('\n');
        for (int length = 0; length < first; length++) {
            file.write(Arrays.copyOf(good, length));
            FileStateStore store = new FileStateStore(folder);

            assertThat(store.read(NAME, 0, line -> {})).as("cut at %s", length).isZero();
            assertThat(store.sizes(List.of(NAME))).isEmpty();
            assertThat(store.list("", false, "", 9)).isEmpty();
            assertThat(store.append(NAME, 0, lines(1, 1))).isTrue();
            assertThat(file.read().lines()).isEqualTo(lines(1, 1));
        }
    }

    @Test
    void damagedJournal_stopsItselfAlone() throws IOException {
        good[30] ^= 1;
        file.write(good);
        FileStateStore store = new FileStateStore(folder);
        store.append("other", 0, lines(1, 1));

        assertThat(store.sizes(List.of(NAME, "other"))).containsEntry("other", 1L);
        assertThat(store.list("", false, "", 9)).contains(NAME, "other");
        assertThatThrownBy(() -> store.read(NAME, 0, line -> {})).hasMessageContaining("damaged");
    }
}
