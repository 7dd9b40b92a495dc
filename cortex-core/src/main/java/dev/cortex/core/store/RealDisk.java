package dev.cortex.core.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file system of the machine. Nothing here is a {@code FileChannel}: an interrupt closes one of those for good, and
 * with it the lock of whoever shares it.
 */
final class RealDisk implements Disk {
    @Override
    public @Nullable Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        }
        if (!attributes.isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        return new Stamp(identity(attributes), attributes.size());
    }

    /** What tells a file from another one in its place. */
    static Object identity(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? attributes.creationTime() : key;
    }

    @Override
    public boolean isFolder(Path folder) {
        return Files.isDirectory(folder);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, forOwner(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!isFolder(folder)) {
                throw e;
            }
        }
    }

    @Override
    public void create(Path file) throws IOException {
        try {
            Files.createFile(file, forOwner(file, "rw-------"));
        } catch (FileAlreadyExistsException e) {
            // As the caller wants it.
        }
    }

    static FileAttribute<?>[] forOwner(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (forOwner(folder, "rwx------").length > 0) {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public Content open(Path file, boolean write) throws IOException {
        RandomAccessFile open = new RandomAccessFile(file.toFile(), write ? "rw" : "r");
        return new Content() {
            @Override
            public int read(long at, byte[] into, int offset, int length) throws IOException {
                open.seek(at);
                return open.read(into, offset, length);
            }

            @Override
            public void write(long at, byte[] bytes) throws IOException {
                open.seek(at);
                open.write(bytes);
            }

            @Override
            public void truncate(long length) throws IOException {
                open.setLength(length);
            }

            @Override
            public void force() throws IOException {
                open.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                open.close();
            }
        };
    }
}
