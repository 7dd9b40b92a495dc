package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of one process at a time work on a folder. The lock of a process that dies is free.
 *
 * <p>One channel for each folder, opened once and never closed: on POSIX systems, closing any channel of a file frees
 * all locks that the process has on it.
 */
final class FolderLock {
    private static final Map<Path, FolderLock> LOCKS = new ConcurrentHashMap<>();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock here = new ReentrantLock();
    private final Path file;
    private @Nullable FileChannel channel;

    private FolderLock(Path file) {
        this.file = file;
    }

    /** The lock of a folder; the folder is made if it is missing. */
    static FolderLock of(Path folder) throws IOException {
        Path real = PrivateFiles.folder(folder).toRealPath();
        return LOCKS.computeIfAbsent(real.resolve(".lock"), FolderLock::new);
    }

    /** Does something while nobody else does anything here. */
    <T> T locked(Work<T> work) throws IOException {
        here.lock();
        try {
            FileLock lock = lock();
            try {
                return work.run();
            } finally {
                lock.release();
            }
        } finally {
            here.unlock();
        }
    }

    private FileLock lock() throws IOException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE) {
            FileLock lock = attempt();
            if (lock != null) {
                return lock;
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IOException(file + " has been locked by another process for " + PATIENCE / 1_000_000_000L
                + " seconds; end that process, or wait for it");
    }

    private @Nullable FileLock attempt() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            PrivateFiles.append(file).close();
            open = FileChannel.open(file, StandardOpenOption.WRITE);
            channel = open;
        }
        try {
            return open.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process has it.
            return null;
        }
    }

    /** Something to be done alone. */
    interface Work<T> {
        T run() throws IOException;
    }
}
