package dev.cortex.core.store;

import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time append to a journal, of all threads and processes. The lock is one byte of a file named
 * {@code .lock} in the journals' folder; which byte follows from the journal's name.
 */
final class AppendLock {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BYTES = 1 << 16;

    private final Path folder;
    private final Duration patience;

    AppendLock(Path folder) {
        this(folder, PATIENCE);
    }

    AppendLock(Path folder, Duration patience) {
        this.folder = folder;
        this.patience = patience;
    }

    /** Something to do while the lock is held. */
    interface Action<T> {
        T run() throws IOException;
    }

    <T> T hold(String journal, Action<T> action) throws IOException {
        Path file = folder.toRealPath().resolve(".lock");
        int position = position(journal);
        ReentrantLock here = Shared.mutex(file + "#" + position);
        here.lock();
        try {
            FileLock lock = acquire(journal, file, position);
            try {
                return action.run();
            } finally {
                lock.release();
            }
        } finally {
            here.unlock();
        }
    }

    /** Whether nobody is appending at this moment, as far as somebody can tell who may perhaps only read here. */
    boolean isIdle(String journal) {
        try {
            return !Files.exists(folder.resolve(".lock"))
                    || isFree(journal, folder.toRealPath().resolve(".lock"));
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isFree(String journal, Path file) throws IOException {
        ReentrantLock here = Shared.mutex(file + "#" + position(journal));
        if (!here.tryLock()) {
            return false;
        }
        try (FileLock lock = channel(file).tryLock(position(journal), 1, false)) {
            return lock != null;
        } finally {
            here.unlock();
        }
    }

    private static int position(String journal) {
        int hash = journal.hashCode();
        return (hash ^ (hash >>> 16)) & (BYTES - 1);
    }

    private FileLock acquire(String journal, Path file, int position) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            AsynchronousFileChannel channel = channel(file);
            FileLock lock = channel.tryLock(position, 1, false);
            if (lock != null && isCurrent(file)) {
                return lock;
            }
            if (lock != null) {
                lock.release();
            } else {
                Pause.briefly();
            }
        }
        throw new StateException("cannot append to journal " + journal + ": another process holds its lock in " + file
                + " and has not let it go for " + patience.toSeconds()
                + " s; it may be suspended");
    }

    /** The one channel of this JVM, opened anew only if somebody has removed the file. Never closed. */
    private static AsynchronousFileChannel channel(Path file) throws IOException {
        ReentrantLock opening = Shared.mutex(file.toString());
        opening.lock();
        try {
            Object[] open = (Object[]) Shared.files().get("lock:" + file);
            if (open == null || !open[1].equals(identity(file))) {
                AsynchronousFileChannel channel = AsynchronousFileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        null,
                        RealDisk.forOwner(file, "rw-------"));
                open = new Object[] {channel, String.valueOf(identity(file)), Optional.ofNullable(open)};
                Shared.files().put("lock:" + file, open);
            }
            return (AsynchronousFileChannel) open[0];
        } finally {
            opening.unlock();
        }
    }

    private static boolean isCurrent(Path file) throws IOException {
        Object[] open = (Object[]) Shared.files().get("lock:" + file);
        return open != null && open[1].equals(identity(file));
    }

    private static @Nullable String identity(Path file) throws IOException {
        try {
            return String.valueOf(RealDisk.identity(Files.readAttributes(file, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
