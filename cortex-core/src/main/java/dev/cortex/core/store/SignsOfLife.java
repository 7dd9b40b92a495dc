package dev.cortex.core.store;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The files by which engines show that they live: each holds a lock on its own for life, and the system takes the lock
 * away when the process ends, however it ends.
 */
final class SignsOfLife {
    private static final String PREFIX = "owner-";
    private static final String SUFFIX = ".lock";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;
    private final Disk disk;
    private final Duration patience;
    private boolean swept;

    SignsOfLife(Path folder, Disk disk) {
        this(folder, disk, PATIENCE);
    }

    SignsOfLife(Path folder, Disk disk, Duration patience) {
        this.folder = folder;
        this.disk = disk;
        this.patience = patience;
    }

    void announce(Owner me) throws IOException {
        Path file = file(me.id());
        ReentrantLock mutex = mutex();
        mutex.lock();
        try {
            if (held(file) != null && Files.exists(file)) {
                return;
            }
            let(file);
            if (!swept) {
                swept = true;
                sweep();
            }
            take(me, file);
        } finally {
            mutex.unlock();
        }
    }

    void withdraw(Owner me) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path file = file(me.id());
        ReentrantLock mutex = mutex();
        mutex.lock();
        try {
            if (held(file) != null) {
                try {
                    Files.deleteIfExists(file);
                } finally {
                    // It is the lock that says that the engine lives; whoever finds the file without one removes it.
                    let(file);
                }
            }
        } finally {
            mutex.unlock();
        }
    }

    boolean alive(Owner owner) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        ReentrantLock mutex = mutex();
        mutex.lock();
        try {
            return isHeld(file(owner.id()));
        } finally {
            mutex.unlock();
        }
    }

    private Path file(String id) throws IOException {
        String name = Arguments.isName(id) ? id : "x-" + HexText.of(id);
        return folder.toRealPath().resolve(PREFIX + name + SUFFIX);
    }

    /** Nobody of this JVM may open such a file while another one of it opens, locks or closes one. */
    private ReentrantLock mutex() throws IOException {
        return Shared.mutex("owners:" + folder.toRealPath());
    }

    private static Object @Nullable [] held(Path file) {
        return (Object[]) Shared.files().get("owner:" + file);
    }

    private static void let(Path file) throws IOException {
        Object[] held = (Object[]) Shared.files().remove("owner:" + file);
        if (held != null) {
            ((AsynchronousFileChannel) held[0]).close();
        }
    }

    private void take(Owner me, Path file) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < patience.toNanos()) {
            describe(me, file);
            Optional<AsynchronousFileChannel> opened = open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (opened.isPresent()) {
                AsynchronousFileChannel channel = opened.get();
                FileLock lock = channel.tryLock();
                // Somebody who looked whether the owner lives may have removed the file between opening and locking.
                if (lock != null && Files.exists(file)) {
                    Shared.files().put("owner:" + file, new Object[] {channel, lock});
                    return;
                }
                channel.close();
            }
            Pause.briefly();
        }
        throw new StateException("cannot drive runs: another process holds " + file);
    }

    /** For people who look into the folder. Before the lock is taken: closing the file would give it away. */
    private void describe(Owner me, Path file) throws IOException {
        disk.create(file);
        String text = "host " + me.host() + ", process " + me.pid() + ", since " + me.since() + "\n";
        try (Disk.Content content = disk.open(file, true)) {
            content.write(0, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Optional<AsynchronousFileChannel> open(Path file, OpenOption... how) throws IOException {
        try {
            return Optional.of(AsynchronousFileChannel.open(file, how));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes what engines have left behind that went without saying so. */
    private void sweep() throws IOException {
        List<String> names = disk.names(folder);
        for (String name : names) {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                isHeld(folder.toRealPath().resolve(name));
            }
        }
    }

    /** Whether somebody holds the lock; if nobody does, the file goes. */
    private static boolean isHeld(Path file) throws IOException {
        if (held(file) != null) {
            return true;
        }
        Optional<AsynchronousFileChannel> opened = open(file, StandardOpenOption.READ);
        if (opened.isEmpty()) {
            return false;
        }
        AsynchronousFileChannel channel = opened.get();
        boolean close = true;
        try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            if (lock != null) {
                remove(file);
            }
            return lock == null;
        } catch (OverlappingFileLockException e) {
            // Held by this JVM under another path. To close the channel would give that lock away.
            Shared.files().put("kept:" + file, channel);
            close = false;
            return true;
        } finally {
            if (close) {
                channel.close();
            }
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Whoever only reads here may not remove it; it is in nobody's way.
        }
    }
}
