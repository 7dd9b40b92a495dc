package dev.cortex.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read when the file system refuses. */
class TroubleTest {
    private static final String MINE = Path.of("folder", "run-1.jsonl").toString();

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("other"), "other: permission denied"),
                Arguments.of(new FileAlreadyExistsException("other"), "other: it is there and is no folder"),
                Arguments.of(new NotDirectoryException("other"), "other: it is there and is no folder"),
                Arguments.of(new NoSuchFileException("other"), "other: it is not there"),
                Arguments.of(new FileSystemException("other", null, "Too many links"), "other: Too many links"),
                Arguments.of(new DirectoryNotEmptyException("other"), "other: DirectoryNotEmptyException"),
                Arguments.of(new FileSystemException(null, null, "Too many links"), MINE + ": Too many links"),
                Arguments.of(
                        new SyncFailedException("sync failed"),
                        MINE + ": the disk did not take what was written (sync failed)"),
                Arguments.of(new IOException("No space left on device"), MINE + ": No space left on device"),
                Arguments.of(new IOException(MINE + " is not a regular file"), MINE + " is not a regular file"),
                Arguments.of(new IOException(), MINE + ": null"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void words_nameTheFileOnceAndSayWhatIsWrong(IOException problem, String words) {
        assertThat(Trouble.words(problem, Path.of(MINE))).isEqualTo(words);
    }
}
