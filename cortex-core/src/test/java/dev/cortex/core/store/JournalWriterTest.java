package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.core.store.SimulatedDisk.Image;
import dev.cortex.core.store.SimulatedDisk.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a writer does to the disk, step by step; what stays of it after a crash is told elsewhere. */
class JournalWriterTest {
    private static final Path FILE = Path.of("journals", "run-1.jsonl");

    private final SimulatedDisk disk = new SimulatedDisk(Image.with(Path.of("journals")));
    private final JournalWriter writer = new JournalWriter(FILE, disk);
    private final JournalWriter other = new JournalWriter(FILE, disk);

    private static List<byte[]> batch(int number) {
        return List.of(("{\"i\":" + number + "}").getBytes(StandardCharsets.US_ASCII));
    }

    private Known begin() throws IOException {
        return writer.write(Known.nothing(""), true, batch(1));
    }

    /** As somebody finds it who reads the file. */
    private Known scan() throws Exception {
        Disk.Stamp stamp = disk.stamp(FILE);
        try (Disk.Content content = disk.open(FILE, false)) {
            return new Scan(Known.nothing(stamp.identity()), 0, line -> {}, new Milestones())
                    .run(content, stamp.length(), Long.MAX_VALUE);
        }
    }

    private void cutLineBreak() throws IOException {
        try (Disk.Content content = disk.open(FILE, true)) {
            content.truncate(disk.stamp(FILE).length() - 1);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private List<Kind> operations(Step step) throws IOException {
        List<Kind> all = disk.operations();
        int before = all.size();
        step.run();
        return List.copyOf(all.subList(before, all.size()));
    }

    @Test
    void firstBatch_isForcedOnceAndItsNameBeforeIt() throws IOException {
        assertThat(operations(this::begin))
                .containsExactly(Kind.CREATE, Kind.OPEN, Kind.FORCE_FOLDER, Kind.WRITE, Kind.FORCE);
    }

    @Test
    void nextBatch_isForcedOnce() throws IOException {
        Known first = begin();

        assertThat(operations(() -> writer.write(first, false, batch(2))))
                .containsExactly(Kind.OPEN, Kind.WRITE, Kind.FORCE);
    }

    /** It may be that the other could not force it. */
    @Test
    void batchBehindThatOfAnother_isWrittenWhenThatWasForced() throws Exception {
        begin();
        Known found = scan();

        assertThat(operations(() -> other.write(found, false, batch(2))))
                .containsExactly(Kind.OPEN, Kind.WRITE, Kind.FORCE, Kind.FORCE_FOLDER, Kind.WRITE, Kind.FORCE);
    }

    @Test
    void batchBehindALineThatLacksItsBreak_isWrittenWhenThatWasForced() throws Exception {
        begin();
        cutLineBreak();
        Known open = scan();
        assertThat(open.open()).isTrue();
        writer.secure(open);
        assertThat(writer.isSecure(open)).isTrue();

        assertThat(operations(() -> writer.write(open, false, batch(2))))
                .containsExactly(Kind.OPEN, Kind.WRITE, Kind.FORCE, Kind.WRITE, Kind.FORCE);
        assertThat(scan().size()).isEqualTo(2);
    }

    @Test
    void whatWasWritten_isWhatIsRead() throws Exception {
        Known first = begin();
        Known second = writer.write(first, false, batch(2));

        assertThat(second).isEqualTo(scan());
        assertThat(second.lastBatch()).isEqualTo(first.asBefore());
    }

    /** There is nothing that a crash could take away. */
    @Test
    void emptyJournal_isSecure() {
        assertThat(writer.isSecure(Known.nothing("file"))).isTrue();
        assertThat(writer.isDoubtful(Known.nothing("file"))).isFalse();
    }

    /** A writer answers for what it has written behind, in that file. */
    @Test
    void whatOthersWrite_isDoubtfulForWhoeverWritesHere() throws Exception {
        Known first = begin();
        Known second = other.write(scan(), false, batch(2));

        assertThat(writer.isDoubtful(first)).isFalse();
        assertThat(writer.isDoubtful(second)).isTrue();
        assertThat(other.isDoubtful(second)).isFalse();
        assertThat(new JournalWriter(FILE, disk).isDoubtful(second)).isFalse();
        Known copy = new Known("copy", 2, second.whole(), false, "", second.length(), null);
        assertThat(writer.isSecure(copy)).isFalse();
        assertThat(writer.isDoubtful(copy)).isFalse();
    }

    /** A disk need not give all at once that it is asked for. */
    @Test
    void whatIsReadInPieces_isWrittenOnceMoreAsItWas() throws Exception {
        begin();
        Known found = writer.write(scan(), false, batch(2));
        byte[] whole = disk.bytes(FILE);
        List<byte[]> written = new ArrayList<>();
        try (Disk.Content content = disk.open(FILE, true)) {
            content.write(whole.length, "torn".getBytes(StandardCharsets.US_ASCII));
            JournalWriter.rewriteLast(new Pieces(content, written), found);
        }

        assertThat(disk.bytes(FILE)).startsWith(whole).hasSize(whole.length + 4);
        long from = found.lastBatch().whole();
        assertThat(written)
                .singleElement()
                .satisfies(bytes -> assertThat(bytes)
                        .hasSize((int) (whole.length - from))
                        .startsWith('{', '"', '#', '"', ':', '2')
                        .endsWith('"', '}', '\n'));
    }

    /** Gives a few bytes at a time. */
    private record Pieces(Disk.Content content, List<byte[]> written) implements Disk.Content {
        @Override
        public int read(long at, byte[] into, int offset, int length) throws IOException {
            return content.read(at, into, offset, Math.min(7, length));
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            written.add(bytes);
            content.write(at, bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            content.truncate(length);
        }

        @Override
        public void force() throws IOException {
            content.force();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    @Test
    void fileThatHasBecomeShorter_isNotWrittenTo() throws Exception {
        Known first = begin();
        cutLineBreak();
        byte[] left = disk.bytes(FILE);

        assertThatThrownBy(() -> writer.secure(first))
                .isInstanceOf(IOException.class)
                .hasMessage("the file has become shorter");
        assertThat(disk.bytes(FILE)).isEqualTo(left);
    }

    @Test
    void fileThatIsGoneAsSoonAsItWasMade_isSaidInWords(@TempDir Path folder) {
        WatchedDisk watched = new WatchedDisk();
        Path file = folder.resolve("run-1.jsonl");
        watched.beforeNextLook(() -> assertThat(file.toFile().delete()).isTrue());

        assertThatThrownBy(() -> new JournalWriter(file, watched).write(Known.nothing(""), true, batch(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("the file is gone");
        assertThat(Files.exists(file)).isFalse();
    }
}
