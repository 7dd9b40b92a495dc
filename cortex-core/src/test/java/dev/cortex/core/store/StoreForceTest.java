package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.core.store.SimulatedDisk.Fault;
import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.core.store.SimulatedDisk.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read and is not on the disk: a force has failed, and the system has forgotten what it could not write. */
class StoreForceTest {
    @TempDir
    private Path folder;

    private SimulatedDisk disk;
    private FileStateStore store;

    @BeforeEach
    void write() {
        disk = new SimulatedDisk(Image.with(folder));
        store = store();
        assertThat(store.append(NAME, 0, lines(1, 1))).isTrue();
    }

    private FileStateStore store() {
        return store(disk);
    }

    private FileStateStore store(Disk on) {
        return new FileStateStore(folder, warning -> {}, on);
    }

    private static List<String> read(FileStateStore from) {
        List<String> read = new ArrayList<>();
        from.read(NAME, 0, read::add);
        return read;
    }

    /** What is there if the power fails now. */
    private List<String> left() {
        return read(store(new SimulatedDisk(disk.moment().least())));
    }

    /** Two lines are written by somebody who has written before, and cannot be forced. */
    private void failForce(FileStateStore writer, int size, boolean forEver) {
        disk.failNext(Fault.FORCE_FORGETS, forEver);
        assertThatThrownBy(() -> writer.append(NAME, size, lines(size + 1, size + 2)))
                .hasMessageContaining("cannot write journal " + NAME, "run-1.jsonl", "the disk did not take");
        assertThat(left()).isEqualTo(lines(1, size));
        assertThat(read(store())).as("read by another").isEqualTo(lines(1, size + 2));
    }

    @Test
    void read_afterFailedForce_showsOnlyWhatIsOnTheDisk() {
        failForce(store, 1, true);
        assertThatThrownBy(() -> read(store)).hasMessageContaining("cannot write journal " + NAME);
        assertThatThrownBy(() -> read(store)).hasMessageContaining("cannot write journal " + NAME);

        disk.heal();
        assertThat(read(store)).isEqualTo(lines(1, 3));
        assertThat(left()).isEqualTo(lines(1, 3));
        assertThat(store.append(NAME, 3, lines(4, 4))).isTrue();
        assertThat(left()).isEqualTo(lines(1, 4));
    }

    @Test
    void append_behindWhatAnotherCouldNotForce_writesThatOnceMore() {
        failForce(store, 1, false);

        FileStateStore other = store();
        assertThat(other.append(NAME, 3, lines(4, 4))).isTrue();
        assertThat(left()).isEqualTo(lines(1, 4));
        assertThat(read(store)).isEqualTo(lines(1, 4));
        assertThat(store.append(NAME, 4, lines(5, 5))).isTrue();
        assertThat(left()).isEqualTo(lines(1, 5));
    }

    @Test
    void append_alone_isWrittenAndForcedOnce() {
        int before = disk.operations().size();
        assertThat(store.append(NAME, 1, lines(2, 3))).isTrue();
        read(store);
        assertThat(disk.operations().subList(before, disk.operations().size()))
                .containsExactly(Kind.OPEN, Kind.WRITE, Kind.FORCE);
    }

    /** An owner may tell listeners of an act as soon as it has read it. */
    @Test
    void read_ofWhatAnotherHasWritten_isOnTheDiskForWhoeverWritesHere() {
        FileStateStore other = store();
        assertThat(other.append(NAME, 1, lines(2, 2))).isTrue();
        failForce(other, 2, false);

        assertThat(read(store)).isEqualTo(lines(1, 4));
        assertThat(left()).isEqualTo(lines(1, 4));
    }

    @Test
    void append_behindWhatHasGoneSinceItWasRead_isRefused() {
        failForce(store, 1, false);
        FileStateStore other = store();
        assertThat(read(other)).isEqualTo(lines(1, 3));
        disk.forget();

        assertThatThrownBy(() -> other.append(NAME, 3, lines(4, 4)))
                .hasMessageContaining("has not stayed there", "read again from its beginning");
        assertThatThrownBy(() -> other.read(NAME, 3, line -> {})).hasMessageContaining("from its beginning");
        assertThat(read(other)).isEqualTo(lines(1, 1));
        assertThat(other.append(NAME, 1, lines(2, 2))).isTrue();
        assertThat(left()).isEqualTo(lines(1, 2));
    }

    /** The mark of a journal that nobody needs soon must not come back once somebody has written behind it. */
    @Test
    void append_toArchivedJournal_isListedForEver() throws IOException {
        store.archive(NAME);
        disk.forceFolder(folder);
        assertThat(store().list("", true, "", 9)).isEmpty();
        disk.failNext(Fault.FORCE_FORGETS, false);

        assertThatThrownBy(() -> store.append(NAME, 1, lines(2, 2))).hasMessageContaining("cannot write journal");
        assertThat(read(store)).isEqualTo(lines(1, 1));
        assertThat(store.append(NAME, 1, lines(2, 2))).isTrue();
        SimulatedDisk left = new SimulatedDisk(disk.moment().least());
        assertThat(store(left).list("", true, "", 9)).containsExactly(NAME);
    }

    /** It failed before anything was written, so the file looks as if nothing had been tried. */
    @Test
    void append_afterAFailureThatLeftNoTrace_goesOnOnceItWasReadFromThere() {
        disk.failNext(Fault.READ_ONLY, false);
        assertThatThrownBy(() -> store.append(NAME, 1, lines(2, 2))).hasMessageContaining("cannot write journal");
        assertThatThrownBy(() -> store.append(NAME, 1, lines(2, 2))).hasMessageContaining("has to be read again");

        assertThat(store.read(NAME, 1, line -> {})).isEqualTo(1);
        assertThat(store.append(NAME, 1, lines(2, 2))).isTrue();
        assertThat(left()).isEqualTo(lines(1, 2));
    }

    /** Puts something behind what was written, as a write does that never came to its end. */
    private void tear(int length) throws IOException {
        Path file = new JournalFile(folder).path();
        try (Disk.Content content = disk.open(file, true)) {
            content.write(disk.stamp(file).length(), new byte[length]);
        }
    }

    private List<Kind> append(FileStateStore writer, int number) {
        int before = disk.operations().size();
        assertThat(writer.append(NAME, number - 1, lines(number, number))).isTrue();
        return disk.operations().subList(before, disk.operations().size());
    }

    /** Else the new lines could be on the disk, and behind them what was torn. */
    @Test
    void append_behindTornEnd_forcesTheCutFirst() throws IOException {
        tear(1000);
        assertThat(read(store)).isEqualTo(lines(1, 1));

        assertThat(append(store, 2)).containsExactly(Kind.OPEN, Kind.TRUNCATE, Kind.FORCE, Kind.WRITE, Kind.FORCE);
        List<String> warnings = new ArrayList<>();
        assertThat(new FileStateStore(folder, warnings::add, disk).read(NAME, 0, line -> {}))
                .isEqualTo(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void append_behindALineWithoutBreak_forcesTheBreakFirst() throws IOException {
        Path file = new JournalFile(folder).path();
        try (Disk.Content content = disk.open(file, true)) {
            content.truncate(disk.stamp(file).length() - 1);
        }
        FileStateStore other = store();
        assertThat(read(other)).isEqualTo(lines(1, 1));

        assertThat(append(other, 2)).containsSubsequence(Kind.WRITE, Kind.WRITE, Kind.FORCE, Kind.WRITE, Kind.FORCE);
        assertThat(left()).isEqualTo(lines(1, 2));
    }

    /** The name of a file that was made anew is another one. */
    @Test
    void append_toAJournalThatIsBegunAnew_forcesItsName() throws IOException {
        disk.remove(new JournalFile(folder).path());
        assertThat(read(store)).isEmpty();

        assertThat(append(store, 1)).contains(Kind.CREATE, Kind.FORCE_FOLDER);
    }
}
