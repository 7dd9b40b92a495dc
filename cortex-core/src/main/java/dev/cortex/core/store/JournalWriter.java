package dev.cortex.core.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes batches behind what is whole. Every call is made under the journal's append lock. */
final class JournalWriter {
    private static final long NONE = -1;

    private final Path file;
    private final Disk disk;
    private boolean folderForced;

    /** From here on the disk may not hold what reading shows, because a write or a force has failed; or {@link #NONE}. */
    private long doubtful = NONE;

    JournalWriter(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    Known write(Known now, boolean create, List<byte[]> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long start = doubtful == NONE ? now.whole() : Math.min(doubtful, now.whole());
        if (create) {
            disk.create(file);
        }
        try (Disk.Content content = disk.open(file, true)) {
            if (now.rest() > 0) {
                // Forced before anything else: what is cut off must not come back behind what is written now.
                content.truncate(now.whole());
                content.force();
            }
            bytes.writeBytes(reread(content, start, now.whole()));
            frame(bytes, now, lines);
            doubtful = start;
            content.write(start, bytes.toByteArray());
            content.force();
        }
        if (!folderForced) {
            disk.forceFolder(folder());
            folderForced = true;
        }
        doubtful = NONE;
        long end = start + bytes.size();
        return new Known(identity(now, create), now.size() + lines.size(), end, false, "", end);
    }

    Path folder() {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private Object identity(Known now, boolean create) throws IOException {
        Disk.Stamp stamp = create ? disk.stamp(file) : null;
        return stamp == null ? now.identity() : stamp.identity();
    }

    /** What was written before a failure is written once more: the system forgets pages that it failed to write. */
    private static byte[] reread(Disk.Content content, long from, long to) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        int at = 0;
        while (at < bytes.length) {
            int count = content.read(from + at, bytes, at, bytes.length - at);
            if (count < 1) {
                throw new IOException("the file has become shorter");
            }
            at += count;
        }
        return bytes;
    }

    private static void frame(ByteArrayOutputStream out, Known now, List<byte[]> lines) {
        Frame frame = new Frame();
        if (now.open()) {
            out.write('\n');
        }
        long first = now.size() + 1;
        long last = now.size() + lines.size();
        for (long number = first; number <= last; number++) {
            String hand = number == first ? now.hand() : "";
            frame.write(out, number, first, last, hand, lines.get((int) (number - first)));
        }
    }
}
