package dev.cortex.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The real disk, of which one operation that changes something fails, or all from one on; a write fails half done. */
final class FaultyDisk implements Disk {
    private final Disk disk = new RealDisk();
    private final int failing;
    private final boolean forEver;
    private int count;

    FaultyDisk(int failing, boolean forEver) {
        this.failing = failing;
        this.forEver = forEver;
    }

    int count() {
        return count;
    }

    private boolean fails() {
        count++;
        return forEver ? count >= failing : count == failing;
    }

    private void step() throws IOException {
        if (fails()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public Stamp stamp(Path file) throws IOException {
        return disk.stamp(file);
    }

    @Override
    public boolean isFolder(Path folder) {
        return disk.isFolder(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step();
        disk.createFolder(folder);
    }

    @Override
    public void create(Path file) throws IOException {
        step();
        disk.create(file);
    }

    @Override
    public void remove(Path file) throws IOException {
        step();
        disk.remove(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step();
        disk.forceFolder(folder);
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        return disk.names(folder);
    }

    @Override
    public Content open(Path file, boolean write) throws IOException {
        Content content = disk.open(file, write);
        return new Content() {
            @Override
            public int read(long at, byte[] into, int offset, int length) throws IOException {
                return content.read(at, into, offset, length);
            }

            @Override
            public void write(long at, byte[] bytes) throws IOException {
                if (fails()) {
                    content.write(at, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                    throw new IOException("No space left on device");
                }
                content.write(at, bytes);
            }

            @Override
            public void truncate(long length) throws IOException {
                step();
                content.truncate(length);
            }

            @Override
            public void force() throws IOException {
                step();
                content.force();
            }

            @Override
            public void close() throws IOException {
                content.close();
            }
        };
    }
}
