package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStateStoreTest {
    @TempDir
    private Path temp;

    @Test
    void append_isStoredInTheDocumentedForm() throws IOException {
        FileStateStore store = new FileStateStore(temp);
        store.append(NAME, 0, List.of("{\"type\":\"a\"}", "{}"));
        store.append(NAME, 2, List.of("{\"type\":\"漢\"}"));

        assertThat(Files.readAllLines(new JournalFile(temp).path()))
                .containsExactly(
                        "{\"#format\":1,\"#\":1,\"#to\":2,\"type\":\"a\",\"#crc\":\"a921e72b\"}",
                        "{\"#\":2,\"#from\":1,\"#to\":2,\"#crc\":\"7fa198db\"}",
                        "{\"#\":3,\"#to\":3,\"type\":\"漢\",\"#crc\":\"3c2d780e\"}");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void filesAndFolders_areForTheirOwnerAlone() throws IOException {
        Path folder = temp.resolve("a/b");
        FileStateStore store = new FileStateStore(folder);
        store.append(NAME, 0, lines(1, 1));
        store.announce(owner("me"), Duration.ofMinutes(1));

        for (Path each : List.of(temp.resolve("a"), folder)) {
            assertThat(permissions(each)).isEqualTo("rwx------");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(permissions(each)).isEqualTo("rw-------"));
        }
        store.withdraw(owner("me"));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void looking_createsNothing() {
        FileStateStore store = new FileStateStore(temp.resolve("none"));

        assertThat(store.read(NAME, 0, line -> {})).isZero();
        assertThat(store.sizes(List.of(NAME))).isEmpty();
        assertThat(store.list("", false, "", 9)).isEmpty();
        assertThat(store.alive(owner("me"))).isFalse();
        assertThat(store.append(NAME, 3, lines(4, 4))).isFalse();
        store.withdraw(owner("me"));
        store.archive(NAME);
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    void toString_namesTheFolder() {
        assertThat(new FileStateStore(temp)).hasToString("FileStateStore[" + temp + "]");
    }

    @Test
    void append_whereFolderIsAFile_saysSoInWords() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "text");

        assertThatThrownBy(() -> new FileStateStore(file).append(NAME, 0, lines(1, 1)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("cannot write journal " + NAME, file.toString());
    }

    @Test
    void read_whereJournalIsAFolder_saysSoInWords() throws IOException {
        Files.createDirectory(temp.resolve(NAME + ".jsonl"));

        assertThatThrownBy(() -> new FileStateStore(temp).read(NAME, 0, line -> {}))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("is not a regular file");
    }

    /** Every operation of a series of appends fails once, or from there on until somebody makes room. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void append_whenAnyOperationFails_losesAndDoublesNothing(boolean forEver) {
        int operations = series(new FaultyDisk(Integer.MAX_VALUE, false), temp.resolve("none"));
        assertThat(operations).isGreaterThan(8);

        for (int failing = 1; failing <= operations; failing++) {
            Path folder = temp.resolve(forEver + "-" + failing);
            series(new FaultyDisk(failing, forEver), folder);

            FileStateStore later = new FileStateStore(folder);
            List<String> read = new ArrayList<>();
            long size = later.read(NAME, 0, read::add);
            assertThat(read).as("failing at %s", failing).isEqualTo(lines(1, (int) size));
            assertThat(later.append(NAME, size, lines((int) size + 1, (int) size + 1)))
                    .isTrue();
        }
    }

    /** Appends as an engine does: after a failure it reads before it goes on, which may fail, too. */
    private static int series(FaultyDisk disk, Path folder) {
        FileStateStore store = new FileStateStore(folder, warning -> {}, disk);
        long acknowledged = 0;
        for (int attempt = 0; attempt < 6; attempt++) {
            try {
                long size = store.read(NAME, 0, line -> {});
                assertThat(size).as("acknowledged lines").isGreaterThanOrEqualTo(acknowledged);
                assertThat(store.append(NAME, size, lines((int) size + 1, (int) size + 2)))
                        .isTrue();
                acknowledged = size + 2;
            } catch (StateException e) {
                assertThat(e).hasMessageContaining("No space left on device", NAME);
            }
        }
        return disk.count();
    }

    /** After the name of the folder come the file, its name, the write, and its force. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void append_afterFailedWrite_isRefusedUntilRead(int failing) {
        FileStateStore store = new FileStateStore(temp, warning -> {}, new FaultyDisk(failing, false));
        assertThatThrownBy(() -> store.append(NAME, 0, lines(1, 2))).hasMessageContaining("No space left on device");

        for (long size : new long[] {0, 2}) {
            assertThatThrownBy(() -> store.append(NAME, size, lines(1, 1)))
                    .hasMessageContaining("did not reach the disk", "has to be read again");
        }
        long size = store.read(NAME, 0, line -> {});
        assertThat(store.append(NAME, size, lines((int) size + 1, 9))).isTrue();
        assertThat(new JournalFile(temp).read()).isEqualTo(new JournalFile.Reading(lines(1, 9), List.of(), ""));
    }

    @Test
    void append_interruptedAtAnyMoment_keepsWorking() throws InterruptedException {
        FileStateStore store = new FileStateStore(temp);
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> problems = new ArrayList<>();
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    assertThat(store.append(NAME, i, lines(i + 1, i + 1))).isTrue();
                    assertThat(store.read(NAME, 0, line -> {})).isEqualTo(i + 1);
                    store.announce(owner("me"), Duration.ofMinutes(1));
                    assertThat(store.alive(owner("me"))).isTrue();
                    store.withdraw(owner("me"));
                }
            } catch (Throwable e) {
                problems.add(e);
            }
            done.set(true);
        });
        writer.start();
        while (!done.get()) {
            writer.interrupt();
            Thread.onSpinWait();
        }
        writer.join();

        assertThat(problems).isEmpty();
        assertThat(new JournalFile(temp).read().lines()).isEqualTo(lines(1, 200));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void manyJournals_leaveNothingOpenAndNoThread() throws IOException {
        FileStateStore store = new FileStateStore(temp);
        store.append("first", 0, lines(1, 1));
        long open = descriptors();
        int threads = Thread.activeCount();
        for (int i = 0; i < 200; i++) {
            store.append("run-" + i, 0, lines(1, 2));
            store.read("run-" + i, 0, line -> {});
            store.announce(owner("o" + i), Duration.ofMinutes(1));
            store.withdraw(owner("o" + i));
        }

        assertThat(descriptors()).isLessThanOrEqualTo(open + 2);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        assertThat(store.list("run-", false, "", 500)).hasSize(200);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void append_lockFileRemoved_goesOn() throws IOException {
        FileStateStore store = new FileStateStore(temp);
        store.append(NAME, 0, lines(1, 1));
        Files.delete(temp.resolve(".lock"));

        assertThat(store.append(NAME, 1, lines(2, 2))).isTrue();
        assertThat(temp.resolve(".lock")).exists();
    }

    @Test
    void append_folderRemoved_isMadeAnew() throws IOException {
        FileStateStore store = new FileStateStore(temp.resolve("a"));
        store.append(NAME, 0, lines(1, 1));
        for (String name : List.of(NAME + ".jsonl", ".lock", "")) {
            Files.delete(temp.resolve("a").resolve(name));
        }

        assertThat(store.append("other", 0, lines(1, 1))).isTrue();
        assertThat(store.list("", false, "", 9)).containsExactly("other");
    }

    @Test
    void list_leavesOutFilesThatAreNoJournals() throws IOException {
        FileStateStore store = new FileStateStore(temp);
        store.append(NAME, 0, lines(1, 1));
        for (String name : List.of("Notes.jsonl", ".jsonl", "run-2.json", "-.jsonl")) {
            Files.copy(new JournalFile(temp).path(), temp.resolve(name));
        }

        assertThat(store.list("", false, "", 9)).containsExactly(NAME);
    }

    @Test
    void archive_journalGrownSince_staysOpen() {
        FileStateStore store = new FileStateStore(temp);
        store.append(NAME, 0, lines(1, 1));
        new FileStateStore(temp).append(NAME, 1, lines(2, 2));

        store.archive(NAME);

        assertThat(store.list("", true, "", 9)).containsExactly(NAME);
    }

    @Test
    void announce_fileRemoved_isAnnouncedAnew() throws IOException {
        FileStateStore store = new FileStateStore(temp);
        store.announce(owner("me"), Duration.ofMinutes(1));
        Path sign = temp.resolve("owner-me.lock");
        assertThat(sign).content().contains("host localhost", "process 1");
        Files.delete(sign);

        store.announce(owner("me"), Duration.ofMinutes(1));

        assertThat(sign).exists();
        store.withdraw(owner("me"));
        assertThat(sign).doesNotExist();
    }

    @Test
    void announce_staleFilesOfOthers_areSweptAway() throws IOException {
        Files.writeString(temp.resolve("owner-gone.lock"), "");
        FileStateStore store = new FileStateStore(temp);

        store.announce(owner("me"), Duration.ofMinutes(1));

        assertThat(temp.resolve("owner-gone.lock")).doesNotExist();
        assertThat(temp.resolve("owner-me.lock")).exists();
        store.withdraw(owner("me"));
    }

    @Test
    void announce_again_keepsWhatIsThere() {
        FileStateStore store = new FileStateStore(temp);
        store.announce(owner("me"), Duration.ofMinutes(1));

        store.announce(new Owner("me", "elsewhere", 2, Instant.EPOCH), Duration.ofMinutes(1));

        assertThat(temp.resolve("owner-me.lock")).content().contains("host localhost", "process 1");
        store.withdraw(owner("me"));
    }

    @Test
    void signsOfLife_areTheSameForEveryThread() {
        FileStateStore store = new FileStateStore(temp);
        for (boolean lives : new boolean[] {true, false}) {
            if (lives) {
                store.announce(owner("me"), Duration.ofMinutes(1));
            } else {
                store.withdraw(owner("me"));
            }
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThat(store.alive(owner("me"))).isEqualTo(lives));
            assertThat(store.alive(owner("me"))).isEqualTo(lives);
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(store.append(NAME, 0, lines(1, 1))).isTrue());
        assertThat(store.append(NAME, 1, lines(2, 2))).isTrue();
    }

    private static Owner owner(String id) {
        return new Owner(id, "localhost", 1, Instant.EPOCH);
    }
}
