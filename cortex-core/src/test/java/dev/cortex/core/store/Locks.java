package dev.cortex.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Path;
import java.util.List;

/** The locks by which the engines of this JVM show that they live. */
final class Locks {
    private Locks() {}

    /** Lets go of all in a folder, as the system does when a process ends, however it ends: the files stay. */
    static void release(Path folder) {
        try {
            String owners = "owner:" + folder.toRealPath();
            for (String key : List.copyOf(Shared.files().keySet())) {
                if (key.startsWith(owners) && Shared.files().remove(key) instanceof Object[] held) {
                    ((AsynchronousFileChannel) held[0]).close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
