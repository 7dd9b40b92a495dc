package dev.cortex.core.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the file store asks of a file system, and all that it asks of it for journals: a test can put a disk in its place
 * that loses, tears and reorders what was not forced.
 *
 * <p>No call may be cut short by an interrupt of the calling thread.
 */
interface Disk {
    /** What a file is and how long; null if there is none. */
    @Nullable
    Stamp stamp(Path file) throws IOException;

    boolean isFolder(Path folder);

    /** Makes a folder in one that is there, for the owner alone; one that is there stays. */
    void createFolder(Path folder) throws IOException;

    /** Makes an empty file for the owner alone; one that is there stays. */
    void create(Path file) throws IOException;

    /** Removes a file; one that is not there stays so. */
    void remove(Path file) throws IOException;

    /** Makes names in a folder durable. */
    void forceFolder(Path folder) throws IOException;

    /** The names in a folder, in any order; none if there is no folder. */
    List<String> names(Path folder) throws IOException;

    /** Opens a file that is there. */
    Content open(Path file, boolean write) throws IOException;

    /**
     * A file at a moment.
     *
     * @param identity differs between a file and another one put in its place
     * @param length in bytes
     */
    record Stamp(Object identity, long length) {}

    /** An open file. */
    interface Content extends Closeable {
        /** Reads at most so many bytes; returns how many, or less than 1 at the end. */
        int read(long at, byte[] into, int offset, int length) throws IOException;

        void write(long at, byte[] bytes) throws IOException;

        void truncate(long length) throws IOException;

        void force() throws IOException;
    }
}
