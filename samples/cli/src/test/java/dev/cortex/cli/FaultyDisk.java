package dev.cortex.cli;

import dev.cortex.cli.Faults.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** The disk of this machine, behind paths on which operations fail. What is opened as a {@code File} does not. */
final class FaultyDisk extends FileSystemProvider {
    private final Faults faults;
    private final FileSystemProvider real = FileSystems.getDefault().provider();
    private final FaultyPaths paths = new FaultyPaths(this);

    FaultyDisk(Faults faults) {
        this.faults = faults;
    }

    /** {@return the same place, where operations fail} */
    Path path(Path file) {
        return paths.wrap(file);
    }

    // ---- what changes names

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        if (!Files.exists(real(folder))) {
            faults.before(Operation.NAME, folder);
        }
        real.createDirectory(real(folder), attributes);
    }

    @Override
    public void delete(Path file) throws IOException {
        if (Files.exists(real(file), LinkOption.NOFOLLOW_LINKS)) {
            faults.before(Operation.REMOVE, file);
        }
        real.delete(real(file));
    }

    @Override
    public void copy(Path from, Path to, CopyOption... options) throws IOException {
        faults.before(Operation.NAME, to);
        real.copy(real(from), real(to), options);
    }

    @Override
    public void move(Path from, Path to, CopyOption... options) throws IOException {
        faults.before(Operation.NAME, to);
        real.move(real(from), real(to), options);
    }

    // ---- what opens files

    @Override
    public SeekableByteChannel newByteChannel(
            Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        boolean write = opens(file, options);
        SeekableByteChannel channel = real.newByteChannel(real(file), options, attributes);
        return write ? new FaultyChannel((FileChannel) channel, file, faults) : channel;
    }

    @Override
    public FileChannel newFileChannel(Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        opens(file, options);
        return new FaultyChannel(real.newFileChannel(real(file), options, attributes), file, faults);
    }

    @Override
    public AsynchronousFileChannel newAsynchronousFileChannel(
            Path file, Set<? extends OpenOption> options, ExecutorService executor, FileAttribute<?>... attributes)
            throws IOException {
        opens(file, options);
        return real.newAsynchronousFileChannel(real(file), options, executor, attributes);
    }

    private boolean opens(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean create = options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
        boolean write = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        boolean there = Files.exists(real(file), LinkOption.NOFOLLOW_LINKS);
        if (create && !there) {
            faults.before(Operation.NAME, file);
        } else if (write && there && !options.contains(StandardOpenOption.CREATE_NEW)) {
            faults.before(Operation.OPEN, file);
        }
        return write;
    }

    // ---- what only looks

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> names = real.newDirectoryStream(real(folder), each -> filter.accept(paths.wrap(each)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return paths.wrap(names.iterator());
            }

            @Override
            public void close() throws IOException {
                names.close();
            }
        };
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return paths.wrap(real.readSymbolicLink(real(link)));
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path file) throws IOException {
        return real.isHidden(real(file));
    }

    @Override
    public FileStore getFileStore(Path file) throws IOException {
        return real.getFileStore(real(file));
    }

    @Override
    public void checkAccess(Path file, AccessMode... modes) throws IOException {
        real.checkAccess(real(file), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path file, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(file), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path file, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(file), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path file, String names, LinkOption... options) throws IOException {
        return real.readAttributes(real(file), names, options);
    }

    @Override
    public void setAttribute(Path file, String name, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(file), name, value, options);
    }

    private static Path real(Path file) {
        return FaultyPaths.unwrap(file);
    }

    // ---- what nobody asks for

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }
}
