package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.event.Fact;
import dev.cortex.core.journal.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People edit the file. */
class FileStateStoreByHandTest {
    private static final String LINE = "{\"type\":\"acted\", \"actor\":\"anna\"}";

    @TempDir
    private Path folder;

    private JournalFile file;

    @BeforeEach
    void write() {
        file = JournalFile.small(folder);
    }

    private void append(String text) throws IOException {
        Files.writeString(file.path(), text, StandardOpenOption.APPEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {LINE + "\n", LINE, LINE + "\r\n", LINE + " \t\n"})
    void read_lineAppendedByHand_isMarkedWithItsChecksum(String text) throws IOException {
        append(text);

        JournalFile.Reading reading = file.read();

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.lines()).hasSize(6);
        String checksum = new Frame().sum(LINE.getBytes(StandardCharsets.UTF_8), 0, LINE.length());
        assertThat(reading.lines().get(5)).isEqualTo("{\"#hand\":\"" + checksum + "\"," + LINE.substring(1));
        assertThat(Json.event("r", 6, reading.lines().get(5)).fact())
                .isInstanceOfSatisfying(
                        Fact.Handwritten.class,
                        written -> assertThat(written.checksum()).isEqualTo(checksum));
        assertThat(new FileStateStore(folder).sizes(List.of(NAME))).containsEntry(NAME, 6L);
    }

    @Test
    void append_behindLineByHand_bindsItForEver() throws IOException {
        append(LINE);
        FileStateStore store = new FileStateStore(folder);
        List<String> before = file.read().lines();

        assertThat(store.append(NAME, 6, lines(7, 8))).isTrue();
        assertThat(store.append(NAME, 8, lines(9, 9))).isTrue();

        assertThat(file.read().lines().subList(0, 6)).isEqualTo(before);
        assertThat(file.read().lines().subList(6, 9)).isEqualTo(lines(7, 9));
        assertThat(Files.readAllLines(file.path()).stream().map(line -> line.contains("#hand")))
                .containsExactly(false, false, false, false, false, false, true, false, false);
        byte[] good = file.bytes();
        int start = new String(good, StandardCharsets.UTF_8).indexOf(LINE);
        for (int at = start; at < start + LINE.length(); at++) {
            byte[] bad = good.clone();
            bad[at] ^= 4;
            file.write(bad);
            assertThat(file.read().refusal()).as("byte %s", at).contains("damaged");
        }
    }

    @Test
    void append_tornBehindLineByHand_keepsThatLine() throws IOException {
        append(LINE + "\n");
        byte[] mine = file.bytes();
        new FileStateStore(folder).append(NAME, 6, lines(7, 8));
        byte[] all = file.bytes();
        for (int length = mine.length; length < all.length - 1; length++) {
            file.write(java.util.Arrays.copyOf(all, length));
            assertThat(file.read().lines()).as("cut at %s", length).hasSize(6);
        }
    }

    @Test
    void read_twoLinesByHand_isDamagedInWords() throws IOException {
        append(LINE + "\n" + LINE + "\n");

        assertThat(file.read().refusal()).contains("damaged", "line 7", "one line may be appended by hand");
    }

    @Test
    void read_bindingLineByHandRemoved_isDamaged() throws IOException {
        append(LINE + "\n");
        new FileStateStore(folder).append(NAME, 6, lines(7, 7));
        List<String> all = Files.readAllLines(file.path());
        all.remove(5);
        Files.write(file.path(), all);

        assertThat(file.read().refusal()).contains("damaged");
    }

    @Test
    void append_forgedMark_isRefused() {
        assertThatThrownBy(() -> new FileStateStore(folder).append(NAME, 5, List.of("{\"#hand\":\"00000000\"}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("belong to the store");
    }

    @Test
    void append_lineByHandSinceLastRead_isRefusedUntilRead() throws IOException {
        FileStateStore store = new FileStateStore(folder);
        assertThat(store.append(NAME, 5, lines(6, 6))).isTrue();
        append(LINE + "\n");

        assertThat(store.append(NAME, 6, lines(7, 7))).isFalse();
        assertThat(store.read(NAME, 6, line -> assertThat(line).startsWith("{\"#hand\":")))
                .isEqualTo(7);
        assertThat(store.append(NAME, 7, lines(8, 8))).isTrue();
    }

    @Test
    void append_fileReplacedOrCut_isRefusedUntilReadFromTheBeginning() throws IOException {
        FileStateStore store = new FileStateStore(folder);
        store.read(NAME, 0, line -> {});
        Path copy = folder.resolve("copy");
        Files.copy(file.path(), copy);
        Files.move(copy, file.path(), StandardCopyOption.REPLACE_EXISTING);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.append(NAME, 5, lines(6, 6)))
                    .hasMessageContaining("edited or replaced", "read again from its beginning");
        }
        assertThatThrownBy(() -> store.read(NAME, 5, line -> {})).hasMessageContaining("from its beginning");
        assertThat(store.read(NAME, 0, line -> {})).isEqualTo(5);
        assertThat(store.append(NAME, 5, lines(6, 6))).isTrue();

        file.write(java.util.Arrays.copyOf(file.bytes(), 10));
        assertThatThrownBy(() -> store.append(NAME, 6, lines(7, 7))).hasMessageContaining("edited or replaced");
    }

    @Test
    void append_fileRemoved_isRefused() throws IOException {
        FileStateStore store = new FileStateStore(folder);
        store.read(NAME, 0, line -> {});
        Files.delete(file.path());

        assertThatThrownBy(() -> store.append(NAME, 5, lines(6, 6))).hasMessageContaining("edited or replaced");
        assertThat(store.read(NAME, 0, line -> {})).isZero();
        assertThat(store.append(NAME, 0, lines(1, 1))).isTrue();
    }
}
