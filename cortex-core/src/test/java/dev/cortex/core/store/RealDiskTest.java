package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RealDiskTest {
    private final Disk disk = new RealDisk();

    @TempDir
    private Path temp;

    @Test
    void createFolder_whereOneIs_leavesIt() throws IOException {
        Path inside = Files.createDirectories(temp.resolve("a/inside"));

        disk.createFolder(temp.resolve("a"));

        assertThat(inside).isDirectory();
    }

    @Test
    void createFolder_whereAFileIs_fails() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "text");

        assertThatThrownBy(() -> disk.createFolder(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("text");
    }

    @Test
    void open_toRead_makesNoFile() {
        assertThatThrownBy(() -> disk.open(temp.resolve("none"), false)).isInstanceOf(IOException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void truncate_cutsTheEndOff() throws IOException {
        Path file = Files.writeString(temp.resolve("a"), "text and more");
        try (Disk.Content content = disk.open(file, true)) {
            content.truncate(4);
            content.write(4, "ual".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(file).hasContent("textual");
    }

    /** What cannot be forced is said, as of a disk that does not take it: here of files that are none on a disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void force_refusedByTheSystem_fails() throws IOException {
        try (Disk.Content content = disk.open(Path.of("/dev/null"), true)) {
            assertThatThrownBy(content::force).isInstanceOf(SyncFailedException.class);
        }
        assertThatThrownBy(() -> disk.forceFolder(Path.of("/proc"))).isInstanceOf(IOException.class);
        disk.forceFolder(temp);
    }

    /** Such as a file system has that knows neither permissions nor numbers of files. */
    @Test
    void fileSystemWithLittle_isDoneWithIt() throws IOException {
        try (FileSystem little = FileSystems.newFileSystem(temp.resolve("little.zip"), Map.of("create", "true"))) {
            Path folder = little.getPath("/a");
            Path file = folder.resolve("b");

            disk.createFolder(folder);
            disk.create(file);
            disk.forceFolder(folder);

            assertThat(disk.names(folder)).containsExactly("b");
            assertThat(disk.stamp(file))
                    .isNotNull()
                    .satisfies(stamp -> assertThat(stamp.identity()).isEqualTo(Files.getLastModifiedTime(file)));
        }
    }
}
