package dev.cortex.core.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file store on a disk whose operations fail, for tests of programs that have their journals there. What the store
 * does to names goes through the paths that it is given; here is what it does to what is in files.
 */
public final class FaultyJournals {
    private FaultyJournals() {}

    /** Is told of an operation before it is done. */
    public interface Watch {
        /**
         * Says what will be done.
         *
         * @throws IOException if it fails
         */
        void open(Path file) throws IOException;

        /** The same of a write; half of it is done if it fails. */
        void write(Path file) throws IOException;

        /** The same of forcing a file or a folder, or cutting a file off. */
        void force(Path path) throws IOException;
    }

    /**
     * Opens the journals of a folder.
     *
     * @param warnings is told of incomplete ones
     */
    public static FileStateStore open(Path folder, Consumer<String> warnings, Watch watch) {
        return new FileStateStore(folder, warnings, new Watched(new RealDisk(), watch));
    }

    private static final class Watched implements Disk {
        private final Disk disk;
        private final Watch watch;

        Watched(Disk disk, Watch watch) {
            this.disk = disk;
            this.watch = watch;
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

        /** Done by nobody, as below: no test has the power fail, and it would take most of its time. */
        @Override
        public void forceFolder(Path folder) throws IOException {
            watch.force(folder);
        }

        @Override
        public List<String> names(Path folder) throws IOException {
            return disk.names(folder);
        }

        @Override
        public Content open(Path file, boolean write) throws IOException {
            if (write) {
                watch.open(file);
            }
            Content content = disk.open(file, write);
            return new Content() {
                @Override
                public int read(long at, byte[] into, int offset, int length) throws IOException {
                    return content.read(at, into, offset, length);
                }

                @Override
                public void write(long at, byte[] bytes) throws IOException {
                    try {
                        watch.write(file);
                    } catch (IOException e) {
                        content.write(at, Arrays.copyOf(bytes, bytes.length / 2));
                        throw e;
                    }
                    content.write(at, bytes);
                }

                @Override
                public void truncate(long length) throws IOException {
                    watch.force(file);
                    content.truncate(length);
                }

                @Override
                public void force() throws IOException {
                    watch.force(file);
                }

                @Override
                public void close() throws IOException {
                    content.close();
                }
            };
        }
    }
}
