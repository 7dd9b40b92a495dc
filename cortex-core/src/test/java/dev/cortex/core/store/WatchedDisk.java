package dev.cortex.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real disk, which remembers where reading began, and on which something may happen between two looks at a file. */
final class WatchedDisk implements Disk {
    private final Disk disk = new RealDisk();
    private final List<Long> readings = new ArrayList<>();
    private final Deque<Runnable> beforeLooks = new ArrayDeque<>();
    private final Deque<byte[]> sights = new ArrayDeque<>();
    private boolean alike;

    /** Where each reading of a file has begun since this was asked last. */
    List<Long> readings() {
        List<Long> since = List.copyOf(readings);
        readings.clear();
        return since;
    }

    /** Does this in front of the next look at a file, or of a later one if something is to be done before that already. */
    void beforeNextLook(Runnable happening) {
        beforeLooks.add(happening);
    }

    /** Shows this to the next who reads a file, whatever is in it. */
    void showOnce(byte[] bytes) {
        sights.add(bytes);
    }

    /** From now on any two files at one path pass for the same, as they do if the system gives a number away again. */
    void takeAllForOne() {
        alike = true;
    }

    @Override
    public @Nullable Stamp stamp(Path file) throws IOException {
        Runnable happening = beforeLooks.poll();
        if (happening != null) {
            happening.run();
        }
        Stamp stamp = disk.stamp(file);
        return stamp == null || !alike ? stamp : new Stamp(file, stamp.length());
    }

    @Override
    public boolean isFolder(Path folder) {
        return disk.isFolder(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        disk.createFolder(folder);
    }

    @Override
    public void create(Path file) throws IOException {
        disk.create(file);
    }

    @Override
    public void remove(Path file) throws IOException {
        disk.remove(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        disk.forceFolder(folder);
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        return disk.names(folder);
    }

    @Override
    public Content open(Path file, boolean write) throws IOException {
        Content content = disk.open(file, write);
        byte[] sight = write ? null : sights.poll();
        return new Content() {
            private boolean begun;

            @Override
            public int read(long at, byte[] into, int offset, int length) throws IOException {
                if (!begun && !write) {
                    readings.add(at);
                }
                begun = true;
                if (sight == null) {
                    return content.read(at, into, offset, length);
                }
                byte[] rest = Arrays.copyOfRange(sight, (int) Math.min(at, sight.length), sight.length);
                int count = Math.min(rest.length, length);
                System.arraycopy(rest, 0, into, offset, count);
                return count;
            }

            @Override
            public void write(long at, byte[] bytes) throws IOException {
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
        };
    }
}
