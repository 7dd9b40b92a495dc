package dev.cortex.cli;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What fails on a disk: the operation of a number that can fail so, and if so wanted every later one. Thread-safe. */
final class Faults {
    /** What is done to a disk. */
    enum Operation {
        /** A file or folder is made, or gets another name. */
        NAME,
        /** A file or folder loses its name. */
        REMOVE,
        /** A file that is there is opened to be written. */
        OPEN,
        WRITE,
        FORCE
    }

    /** Why it fails. */
    enum Fault {
        /** There is no room. */
        FULL("No space left on device"),
        /** Nobody may change names in a folder, or open a file to write. */
        DENIED("ermission denied"),
        /** What was written does not reach the disk. */
        UNFORCED("sync failed");

        final String words;

        Fault(String words) {
            this.words = words;
        }

        private boolean strikes(Operation operation) {
            return switch (this) {
                case FULL -> operation == Operation.NAME || operation == Operation.WRITE;
                case DENIED -> operation != Operation.WRITE && operation != Operation.FORCE;
                case UNFORCED -> operation == Operation.FORCE;
            };
        }
    }

    private final Map<Fault, Integer> counts = new TreeMap<>();
    private @Nullable Fault fault;
    private int failing;
    private boolean forEver;
    private int struck;
    private String where = "";

    /** Nothing fails, and all is counted. */
    Faults() {}

    /** The operation of a number fails, counted from 1 among those that can. */
    Faults(Fault fault, int failing, boolean forEver) {
        this.fault = fault;
        this.failing = failing;
        this.forEver = forEver;
    }

    synchronized void before(Operation operation, Path path) throws IOException {
        for (Fault each : Fault.values()) {
            if (each.strikes(operation)) {
                counts.merge(each, 1, Integer::sum);
            }
        }
        Fault now = fault;
        if (now != null && now.strikes(operation)) {
            int number = count(now);
            if (number == failing || (forEver && number > failing)) {
                if (struck++ == 0) {
                    where = operation + " " + path;
                }
                throw exception(now, operation, path);
            }
        }
    }

    /** As the JDK says it. */
    private static IOException exception(Fault fault, Operation operation, Path path) {
        return switch (operation) {
            case NAME, REMOVE, OPEN ->
                fault == Fault.DENIED
                        ? new AccessDeniedException(path.toString())
                        : new FileSystemException(path.toString(), null, fault.words);
            case WRITE -> new IOException(fault.words);
            case FORCE -> new SyncFailedException(fault.words);
        };
    }

    /** {@return how many operations there were that can fail so} */
    synchronized int count(Fault how) {
        return counts.getOrDefault(how, 0);
    }

    /** {@return how many have failed} */
    synchronized int struck() {
        return struck;
    }

    /** {@return the first one that has failed, in words} */
    synchronized String where() {
        return where;
    }
}
