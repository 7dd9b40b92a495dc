package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a file system complains of, in words for people. */
final class Trouble {
    private Trouble() {}

    /** Says what is wrong. The message of a problem with a file may be the file's name and no more. */
    static String words(IOException problem) {
        if (problem instanceof FileSystemException named && named.getFile() != null) {
            return named.getFile() + ": " + reason(named);
        }
        return String.valueOf(problem.getMessage());
    }

    private static String reason(FileSystemException problem) {
        if (problem.getReason() != null) {
            return problem.getReason();
        } else if (problem instanceof AccessDeniedException) {
            return "permission denied";
        } else if (problem instanceof FileAlreadyExistsException) {
            return "it is there already";
        } else if (problem instanceof NoSuchFileException) {
            return "it is not there";
        }
        return problem.getClass().getSimpleName();
    }
}
