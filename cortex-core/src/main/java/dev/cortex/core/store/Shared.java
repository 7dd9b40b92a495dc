package dev.cortex.core.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all class loaders of this JVM share. The system takes all locks of a process on a file away as soon as the process
 * closes any of its descriptors of that file, and garbage collection closes, too: so there is one descriptor for each such
 * file, held where nothing ever collects it. The values are of the JDK's own classes, because each class loader has its
 * own of ours; keys and values keep their meaning in all versions.
 */
final class Shared {
    private static final Map<String, Object> ALL = all();

    private Shared() {}

    @SuppressWarnings("unchecked") // nobody else uses the name
    private static Map<String, Object> all() {
        return (Map<String, Object>)
                System.getProperties().computeIfAbsent("dev.cortex.store.shared", key -> new ConcurrentHashMap<>());
    }

    /** Open files and the locks on them, by the kind and path of the file. */
    static Map<String, Object> files() {
        return ALL;
    }

    /** The lock of that name, the same for all. */
    static ReentrantLock mutex(String name) {
        return (ReentrantLock) ALL.computeIfAbsent("mutex:" + name, key -> new ReentrantLock());
    }
}
