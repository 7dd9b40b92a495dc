package dev.cortex.core.store;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a file system complains of, in words that name the file. */
final class Trouble {
    private Trouble() {}

    /**
     * Says what is wrong.
     *
     * @param where the file that was at work, for complaints that name none
     */
    static String words(IOException problem, Path where) {
        if (problem instanceof FileSystemException named && named.getFile() != null) {
            return named.getFile() + ": " + reason(named);
        }
        String said = problem instanceof SyncFailedException
                ? "the disk did not take what was written (" + problem.getMessage() + ")"
                : String.valueOf(problem.getMessage());
        return said.contains(where.toString()) ? said : where + ": " + said;
    }

    private static String reason(FileSystemException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        } else if (problem instanceof FileAlreadyExistsException || problem instanceof NotDirectoryException) {
            return "it is there and is no folder";
        } else if (problem instanceof NoSuchFileException) {
            return "it is not there";
        }
        @Nullable String reason = problem.getReason();
        return reason == null ? problem.getClass().getSimpleName() : reason;
    }
}
