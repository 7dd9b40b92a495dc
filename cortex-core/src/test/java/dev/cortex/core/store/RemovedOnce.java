package dev.cortex.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk on which the first file that was written is gone as soon as it is closed. */
final class RemovedOnce implements Disk {
    private final Disk disk;
    private boolean removed;

    RemovedOnce(Disk disk) {
        this.disk = disk;
    }

    @Override
    public @Nullable Stamp stamp(Path file) throws IOException {
        return disk.stamp(file);
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
        return new Content() {
            @Override
            public int read(long at, byte[] into, int offset, int length) throws IOException {
                return content.read(at, into, offset, length);
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
                if (write && !removed) {
                    removed = true;
                    disk.remove(file);
                }
            }
        };
    }
}
