package dev.cortex.core.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches behind what is whole. Every call that writes is made under the journal's append lock.
 *
 * <p>What can be read is not always on the disk: a force may have failed, here or in another process, and the system
 * forgets what it could not write. So nothing is written behind a batch that was not forced here. Such a batch is written
 * once more and forced first; all those before it were forced by whoever wrote behind them.
 */
final class JournalWriter {
    /** Which file was forced here, and up to where. */
    private record Forced(Object identity, long whole) {}

    private final Path file;
    private final Disk disk;
    private boolean named;
    private volatile @Nullable Forced forced;

    JournalWriter(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /** Whether all that is whole is certain to outlive a crash. */
    boolean isSecure(Known now) {
        return now.whole() == 0 || new Forced(now.identity(), now.whole()).equals(forced);
    }

    /** Whether there is more behind what was forced here. */
    boolean isDoubtful(Known now) {
        Forced mine = forced;
        return mine != null && mine.identity().equals(now.identity()) && !isSecure(now);
    }

    Known write(Known now, boolean create, List<byte[]> lines) throws IOException {
        Object identity = create ? create() : now.identity();
        try (Disk.Content content = disk.open(file, true)) {
            prepare(content, now);
            nameForced();
            Known start = now.closed();
            forced = new Forced(identity, start.whole());
            byte[] bytes = frame(start, lines);
            content.write(start.whole(), bytes);
            content.force();
            long end = start.whole() + bytes.length;
            forced = new Forced(identity, end);
            return new Known(identity, start.size() + lines.size(), end, false, "", end, start.asBefore());
        }
    }

    /** What is whole is made to stay whole, whatever becomes of what is written behind it. */
    private void prepare(Disk.Content content, Known now) throws IOException {
        boolean secure = isSecure(now);
        if (now.rest() > 0) {
            content.truncate(now.whole());
        }
        if (!secure) {
            rewriteLast(content, now);
        }
        if (now.open()) {
            content.write(now.whole(), new byte[] {'\n'});
        }
        if (now.rest() > 0 || !secure || now.open()) {
            content.force();
        }
    }

    /** Has what is whole outlive a crash, whoever has written it. */
    void secure(Known now) throws IOException {
        try (Disk.Content content = disk.open(file, true)) {
            rewriteLast(content, now);
            content.force();
            forced = new Forced(now.identity(), now.whole());
        }
    }

    /** A name in the folder has changed and has to be forced before anything counts that depends on it. */
    void renamed() {
        named = false;
    }

    private Object create() throws IOException {
        renamed();
        disk.create(file);
        Disk.Stamp stamp = disk.stamp(file);
        if (stamp == null) {
            throw new IOException("the file is gone");
        }
        return stamp.identity();
    }

    private void nameForced() throws IOException {
        Path folder = file.getParent();
        if (!named && folder != null) {
            disk.forceFolder(folder);
            named = true;
        }
    }

    static void rewriteLast(Disk.Content content, Known now) throws IOException {
        long from = now.lastBatch().whole();
        byte[] bytes = new byte[Math.toIntExact(now.whole() - from)];
        int at = 0;
        while (at < bytes.length) {
            int count = content.read(from + at, bytes, at, bytes.length - at);
            if (count < 1) {
                throw new IOException("the file has become shorter");
            }
            at += count;
        }
        content.write(from, bytes);
    }

    private static byte[] frame(Known now, List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frame frame = new Frame();
        long first = now.size() + 1;
        long last = now.size() + lines.size();
        for (long number = first; number <= last; number++) {
            String hand = number == first ? now.hand() : "";
            frame.write(out, number, first, last, hand, lines.get((int) (number - first)));
        }
        return out.toByteArray();
    }
}
