package dev.cortex.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Where the programs of each run work, if the configuration does not say it: where the run was started, whoever goes on
 * with it and from wherever. Kept in a file for each run, beside what its programs have written.
 */
final class Directories {
    private final Path folder;
    private final Optional<Path> configured;

    /**
     * The directories of runs.
     *
     * @param programs the folder for what belongs to programs
     * @param configured the one directory of all runs, if the configuration names one
     */
    Directories(Path programs, Optional<Path> configured) {
        this.folder = programs.resolve("directories");
        this.configured = configured;
    }

    /** {@return where the programs of a run work; whoever asks first lays it down} */
    Path of(String run) {
        return configured.orElseGet(() -> kept(run));
    }

    private synchronized Path kept(String run) {
        Path file = folder.resolve(run);
        try {
            return Path.of(Files.readString(file));
        } catch (NoSuchFileException first) {
            Path here = Path.of("").toAbsolutePath();
            try {
                keep(file, here);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            return here;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void keep(Path file, Path directory) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
        Path draft = Files.createTempFile(folder, ".", "");
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap(directory.toString().getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
