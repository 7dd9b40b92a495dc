package dev.cortex.core.store;

import static dev.cortex.core.store.JournalFile.NAME;
import static dev.cortex.core.store.JournalFile.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may append, while others want to, too. */
class AppendLockTest {
    /** The byte of {@link JournalFile#NAME} as {@code docs/journal.md} says it. */
    private static final int BYTE = 20242;

    @TempDir
    private Path temp;

    private Path folder;
    private Path file;
    private AppendLock lock;

    @BeforeEach
    void open() throws IOException {
        folder = temp.toRealPath();
        file = folder.resolve(".lock");
        lock = new AppendLock(folder);
    }

    /** Other programs that append lock the same byte, and the journals beside it are free. */
    @Test
    void hold_locksTheDocumentedByteAlone() throws IOException {
        try (Probe probe = lock.hold(NAME, () -> new Probe(file))) {
            assertThat(probe.isLocked(BYTE)).isFalse();
        }
        lock.hold(NAME, () -> {
            try (Probe probe = new Probe(file)) {
                assertThat(probe.isLocked(BYTE - 1)).isFalse();
                assertThat(probe.isLocked(BYTE)).isTrue();
                assertThat(probe.isLocked(BYTE + 1)).isFalse();
            }
            return lock;
        });
    }

    @Test
    void isIdle_withoutAnyAppend_isTrueAndMakesNothing() {
        assertThat(lock.isIdle(NAME)).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isIdle_whileAnotherThreadAppends_isFalse() throws IOException {
        lock.hold(NAME, () -> {
            assertThat(elsewhere(() -> lock.isIdle(NAME))).isFalse();
            assertThat(elsewhere(() -> lock.isIdle("other"))).isTrue();
            return lock;
        });

        assertThat(elsewhere(() -> lock.isIdle(NAME))).isTrue();
        assertThat(lock.isIdle(NAME)).as("after another thread has asked").isTrue();
    }

    /** As for those who may only read. */
    @Test
    void isIdle_whereNobodyCanLock_isTrue() throws IOException {
        Files.createDirectory(file);

        assertThat(lock.isIdle(NAME)).isTrue();
    }

    @Test
    void otherProcessThatAppends_isWaitedForNotForEver() throws Exception {
        AppendLock impatient = new AppendLock(folder, Duration.ofMillis(20));
        Process other = OtherProcess.start("hold", folder.toString(), NAME);
        try {
            assertThat(OtherProcess.line(other)).isEqualTo("ready");

            assertThat(impatient.isIdle(NAME)).isFalse();
            assertThat(lock.hold("other", () -> "done")).isEqualTo("done");
            assertThatThrownBy(() -> impatient.hold(NAME, () -> "done"))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("cannot append to journal " + NAME)
                    .hasMessageContaining(file.toString());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(lock.isIdle(NAME)).isTrue();
        assertThat(lock.hold(NAME, () -> "done")).isEqualTo("done");
    }

    @Test
    void hold_fileReplacedSince_locksTheNewOne() throws IOException {
        lock.hold(NAME, () -> lock);
        replace();

        lock.hold(NAME, () -> {
            try (Probe probe = new Probe(file)) {
                assertThat(probe.isLocked(BYTE)).isTrue();
            }
            return lock;
        });
    }

    /** Somebody removes what nobody is to remove, and does so between the opening of the file and the lock. */
    @Test
    void hold_fileReplacedAtThatMoment_locksTheNewOneAlone() throws IOException {
        lock.hold(NAME, () -> lock);
        Object[] open = (Object[]) Shared.files().get("lock:" + file);
        List<FileLock> inVain = new ArrayList<>();
        open[0] = new LockedLate((AsynchronousFileChannel) open[0], this::replace, inVain);

        lock.hold(NAME, () -> {
            assertThat(inVain)
                    .singleElement()
                    .satisfies(old -> assertThat(old.isValid()).isFalse());
            try (Probe probe = new Probe(file)) {
                assertThat(probe.isLocked(BYTE)).isTrue();
            }
            return lock;
        });
    }

    private void replace() {
        try {
            Files.delete(file);
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written at this moment is not whole, and no reason to worry anybody. */
    @Test
    void read_incompleteEnd_isWorthAWordOnceNobodyAppends() throws IOException {
        byte[] whole = JournalFile.small(folder).bytes();
        new JournalFile(folder).write(java.util.Arrays.copyOf(whole, whole.length - 9));
        List<String> warnings = new ArrayList<>();
        FileStateStore store = new FileStateStore(folder, warnings::add);

        lock.hold(NAME, () -> {
            assertThat(elsewhere(() -> store.read(NAME, 0, line -> {}))).isEqualTo(3);
            assertThat(warnings).isEmpty();
            return lock;
        });

        for (int i = 0; i < 2; i++) {
            assertThat(store.read(NAME, 0, line -> {})).isEqualTo(3);
            assertThat(warnings).singleElement().asString().contains(NAME, "incomplete");
        }
        assertThat(store.append(NAME, 3, lines(4, 5))).isTrue();
        assertThat(new JournalFile(folder).bytes()).isEqualTo(whole);
    }

    private static <T> T elsewhere(AppendLock.Action<T> action) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return action.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** Somebody of this process who asks which bytes are locked, and gives all locks away when closed. */
    private static final class Probe implements AutoCloseable {
        private final AsynchronousFileChannel channel;

        Probe(Path file) throws IOException {
            channel = AsynchronousFileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        boolean isLocked(long at) throws IOException {
            try (FileLock lock = channel.tryLock(at, 1, false)) {
                return lock == null;
            } catch (OverlappingFileLockException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
