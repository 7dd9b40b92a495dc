package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store remembers how far it has read a journal: it reads nothing twice, and relies on nothing that may have changed. */
class FileStateStoreMemoryTest {
    @TempDir
    private Path folder;

    private final WatchedDisk disk = new WatchedDisk();
    private final List<String> warnings = new ArrayList<>();
    private JournalFile file;
    private FileStateStore store;

    @BeforeEach
    void write() {
        file = JournalFile.small(folder);
        store = new FileStateStore(folder, warnings::add, disk);
    }

    private List<String> read(long from) {
        List<String> read = new ArrayList<>();
        assertThat(store.read(NAME, from, read::add)).isEqualTo(from + read.size());
        return read;
    }

    private void appendByAnother(int from, int to) {
        assertThat(new FileStateStore(folder).append(NAME, from - 1, lines(from, to)))
                .isTrue();
    }

    private long length() throws IOException {
        return Files.size(file.path());
    }

    /** Puts a copy in the file's place. */
    private void replace(byte[] bytes) throws IOException {
        Path copy = Files.write(folder.resolve("copy"), bytes);
        Files.move(copy, file.path(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void unchangedJournal_isReadOnce() throws IOException {
        assertThat(read(0)).isEqualTo(lines(1, 5));
        assertThat(disk.readings()).containsExactly(0L);

        assertThat(read(5)).isEmpty();
        assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 5L);
        assertThat(store.list("", false, "", 9)).containsExactly(NAME);
        store.archive(NAME);
        assertThat(disk.readings()).isEmpty();

        // The batch of another is read once more, because it is written once more.
        assertThat(store.append(NAME, 5, lines(6, 6))).isTrue();
        assertThat(disk.readings()).allMatch(from -> from > 0);
        assertThat(store.append(NAME, 6, lines(7, 7))).isTrue();
        assertThat(read(7)).isEmpty();
        assertThat(disk.readings()).isEmpty();
    }

    @Test
    void grownJournal_isReadFromWhereItHadItsEnd() throws IOException {
        read(0);
        long known = length();
        appendByAnother(6, 7);
        disk.readings();

        assertThat(store.list("", false, "", 9)).containsExactly(NAME);
        assertThat(disk.readings()).isEmpty();
        assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 7L);
        assertThat(disk.readings()).containsExactly(known);
        assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 7L);
        assertThat(disk.readings()).isEmpty();

        known = length();
        appendByAnother(8, 8);
        assertThat(read(7)).isEqualTo(lines(8, 8));
        assertThat(disk.readings()).containsExactly(known);
        appendByAnother(9, 9);
        assertThat(store.append(NAME, 8, lines(9, 9))).isFalse();
        assertThat(disk.readings()).allMatch(from -> from > 0);
        assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 9L);
        assertThat(disk.readings()).isEmpty();
        assertThat(read(8)).isEqualTo(lines(9, 9));
    }

    /** A journal may have many lines, and an engine asks for the last ones. */
    @Test
    void longJournal_isReadFromAPlaceNearWhatIsAskedFor() throws IOException {
        for (int from = 6; from < 2600; from += 500) {
            assertThat(store.append(NAME, from - 1, lines(from, from + 499))).isTrue();
        }
        int size = 3005;
        store = new FileStateStore(folder, warnings::add, disk);
        assertThat(read(0)).hasSize(size);
        disk.readings();

        assertThat(read(size - 2)).isEqualTo(lines(size - 1, size));
        assertThat(disk.readings())
                .singleElement()
                .satisfies(from -> assertThat(from).isGreaterThan(length() / 2));
        assertThat(read(1800)).isEqualTo(lines(1801, size));
        assertThat(disk.readings())
                .singleElement()
                .satisfies(from -> assertThat(from).isBetween(1L, length() / 2));
        assertThat(read(700)).isEqualTo(lines(701, size));
        assertThat(disk.readings()).containsExactly(0L);
    }

    /** Even if the new file cannot be told from the old one by what the system calls it. */
    @Test
    void longJournal_thatWasWrittenAnew_isNotReadFromPlacesInTheOldOne() throws IOException {
        disk.takeAllForOne();
        for (boolean removed : new boolean[] {true, false}) {
            for (int from = 1; from < 2600; from += 500) {
                long size = store.read(NAME, 0, line -> {});
                store.append(NAME, size, lines((int) size + 1, (int) size + 500));
            }
            assertThat(read(2000)).isNotEmpty();
            if (removed) {
                Files.delete(file.path());
            } else {
                replace(Arrays.copyOf(file.bytes(), 20));
            }
            assertThat(store.read(NAME, 0, line -> {})).isZero();
            List<String> other = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                other.add(
                        "{\"longer\":\"than all that was there before\",\"removed\":" + removed + ",\"i\":" + i + "}");
            }
            for (int from = 0; from < other.size(); from += 300) {
                assertThat(store.append(NAME, from, other.subList(from, from + 300)))
                        .isTrue();
            }
            read(0);
            assertThat(read(2000)).isEqualTo(other.subList(2000, other.size()));
            assertThat(read(1200)).isEqualTo(other.subList(1200, other.size()));
        }
    }

    @Test
    void read_byOneWhoHasSeenNothing_beginsAnywhere() {
        assertThat(read(3)).isEqualTo(lines(4, 5));
        store = new FileStateStore(folder, warnings::add, disk);
        assertThat(read(5)).isEmpty();
    }

    @Test
    void append_behindNothing_isRefused() throws IOException {
        Files.delete(file.path());

        assertThat(store.append(NAME, 3, lines(4, 4))).isFalse();
        assertThat(file.path()).doesNotExist();
    }

    /** A crash behind the making of a file leaves it empty. */
    @Test
    void append_toEmptyFile_isTheFirst() throws IOException {
        file.write(new byte[0]);

        assertThat(store.append(NAME, 0, lines(1, 2))).isTrue();
        assertThat(store.append(NAME, 2, lines(3, 3))).isTrue();
        assertThat(read(0)).isEqualTo(lines(1, 3));
    }

    @Test
    void read_fromBehindOfReplacedFile_isRefusedUntilReadFromTheBeginning() throws IOException {
        read(0);
        replace(file.bytes());
        appendByAnother(6, 7);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.read(NAME, 5, line -> {}))
                    .hasMessageContaining("edited or replaced", "read again from its beginning");
            assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 7L);
            assertThatThrownBy(() -> store.append(NAME, 7, lines(8, 8))).hasMessageContaining("from its beginning");
        }
        assertThat(read(0)).isEqualTo(lines(1, 7));
        assertThat(store.append(NAME, 7, lines(8, 8))).isTrue();
    }

    @Test
    void read_fromBehindOfCutFile_isRefusedUntilReadFromTheBeginning() throws IOException {
        read(0);
        file.write(Arrays.copyOf(file.bytes(), 60));

        assertThatThrownBy(() -> store.read(NAME, 5, line -> {})).hasMessageContaining("edited or replaced");
        assertThat(store.read(NAME, 0, line -> {})).isLessThan(5);
    }

    @Test
    void read_fromBehindOfRemovedFile_doesNotAllowToBeginAnew() throws IOException {
        read(0);
        Files.delete(file.path());

        assertThat(store.read(NAME, 5, line -> {})).isZero();
        assertThatThrownBy(() -> store.append(NAME, 0, lines(1, 1))).hasMessageContaining("edited or replaced");
        assertThat(read(0)).isEmpty();
        assertThat(store.append(NAME, 0, lines(1, 1))).isTrue();
    }

    @Test
    void append_afterAFailure_hasToReadFromNoBeginning() {
        FaultyDisk faulty = new FaultyDisk(2, false);
        store = new FileStateStore(folder, warnings::add, faulty);
        read(0);

        assertThatThrownBy(() -> store.append(NAME, 5, lines(6, 6))).hasMessageContaining("No space left on device");
        assertThatThrownBy(() -> store.append(NAME, 5, lines(6, 6)))
                .hasMessageContaining("has to be read again")
                .hasMessageNotContaining("beginning");
        assertThat(store.sizes(List.of(NAME))).containsKey(NAME);
    }

    /** The system makes room first, and whoever reads then sees no whole batch at the end of a file of its full length. */
    @Test
    void writeThatWasInProgressWhenRead_isSeenWhenItIsThere() throws IOException {
        byte[] whole = file.bytes();
        byte[] half = whole.clone();
        Arrays.fill(half, half.length - 40, half.length, (byte) 0);

        file.write(half);
        assertThat(read(0)).isEqualTo(lines(1, 3));
        file.write(whole);
        assertThat(store.append(NAME, 3, lines(4, 4))).isFalse();
        assertThat(file.bytes()).isEqualTo(whole);

        for (boolean size : new boolean[] {true, false}) {
            store = new FileStateStore(folder, warnings::add, disk);
            file.write(half);
            assertThat(read(0)).isEqualTo(lines(1, 3));
            file.write(whole);
            if (size) {
                assertThat(store.sizes(List.of(NAME))).containsEntry(NAME, 5L);
            } else {
                assertThat(read(3)).isEqualTo(lines(4, 5));
            }
        }
    }

    @Test
    void incompleteEnd_behindWhatWasReadAlready_isSaidOnce() throws IOException {
        read(0);
        Files.writeString(file.path(), "{\"#\":6", StandardOpenOption.APPEND);

        assertThat(read(5)).isEmpty();
        assertThat(read(0)).hasSize(5);
        assertThat(warnings).singleElement().asString().contains("the last 6 bytes", "behind line 5");
        assertThat(store.append(NAME, 5, lines(6, 6))).isTrue();
        Files.writeString(file.path(), "{\"#\":7", StandardOpenOption.APPEND);
        read(6);
        assertThat(warnings).hasSize(2);
    }

    /** Not what was incomplete when it was read is worth a word, but what still is. */
    @Test
    void incompleteEnd_thatIsGoneOrWholeAMomentLater_isNotSaid() throws IOException {
        byte[] whole = file.bytes();
        for (byte[] later : List.of(whole, Arrays.copyOf(whole, whole.length - 50), new byte[0])) {
            store = new FileStateStore(folder, warnings::add, disk);
            file.write(Arrays.copyOf(whole, whole.length - 40));
            disk.beforeNextLook(() -> {});
            disk.beforeNextLook(() -> {
                try {
                    if (later.length == 0) {
                        Files.delete(file.path());
                    } else {
                        file.write(later);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(read(0)).isEqualTo(lines(1, 3));
            assertThat(warnings).isEmpty();
        }
    }

    /** Somebody cuts off a torn end and writes on while the file is read. */
    @Test
    void damage_thatIsGoneAMomentLater_isNone() throws IOException {
        byte[] bad = file.bytes();
        bad[30] ^= 1;
        disk.showOnce(bad);
        disk.showOnce(bad);

        assertThat(read(0)).isEqualTo(lines(1, 5));

        store = new FileStateStore(folder, warnings::add, disk);
        for (int i = 0; i < 3; i++) {
            disk.showOnce(bad);
        }
        assertThatThrownBy(() -> read(0)).hasMessageContaining("is damaged");
    }

    @Test
    void archive_ofJournalThatIsNotAsItWasSeen_changesNothing() throws IOException {
        read(0);
        replace(file.bytes());
        store.archive(NAME);
        assertThat(store.list("", true, "", 9)).containsExactly(NAME);

        read(0);
        disk.beforeNextLook(() -> {});
        disk.beforeNextLook(() -> {
            try {
                Files.delete(file.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        store.archive(NAME);
        assertThat(folder.resolve(NAME + Journal.MARK)).doesNotExist();
    }
}
