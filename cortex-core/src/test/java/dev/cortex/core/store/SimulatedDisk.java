package dev.cortex.core.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows what of it would outlive a power failure, and that fails where a test says so.
 *
 * <p>What is written, cut off, or named is seen at once, and is on the disk only when the file, or for names the folder,
 * was forced. Until then a {@link Moment} may keep any of it. A force that fails forgets: what it was to write is never
 * forced any more, and may or may not be there later.
 *
 * <p>The files by which engines show that they live are passed on to the real disk, because a process holds locks on them.
 */
final class SimulatedDisk implements Disk {
    /** An operation that may change something. */
    enum Kind {
        FOLDER,
        CREATE,
        REMOVE,
        FORCE_FOLDER,
        OPEN,
        WRITE,
        TRUNCATE,
        FORCE
    }

    /** A way in which operations fail. */
    enum Fault {
        /** Nothing new finds room. */
        FULL("No space left on device"),
        /** As much is written as finds room. */
        HALF("No space left on device"),
        /** Nothing can be made, removed, or opened to be written. */
        READ_ONLY("Read-only file system"),
        /** A force fails and what it was to write is forgotten, though it is seen until the machine stops. */
        FORCE_FORGETS("sync failed"),
        /** A force fails and what it was to write is gone at once. */
        FORCE_REVERTS("sync failed");

        final String words;

        Fault(String words) {
            this.words = words;
        }

        boolean strikes(Kind kind) {
            return switch (this) {
                case FULL -> kind == Kind.FOLDER || kind == Kind.CREATE || kind == Kind.WRITE;
                case HALF -> kind == Kind.WRITE;
                case READ_ONLY ->
                    kind == Kind.FOLDER || kind == Kind.CREATE || kind == Kind.REMOVE || kind == Kind.OPEN;
                case FORCE_FORGETS -> kind == Kind.FORCE || kind == Kind.FORCE_FOLDER;
                case FORCE_REVERTS -> kind == Kind.FORCE;
            };
        }
    }

    private final Disk real = new RealDisk();
    private final Image base;
    private final List<Change> changes = new ArrayList<>();
    private final List<Fate> fates = new ArrayList<>();
    private final Set<Path> folders = new TreeSet<>();
    private final Map<Path, Integer> names = new TreeMap<>();
    private final Map<Integer, Bytes> contents = new HashMap<>();
    private final List<Kind> operations = new ArrayList<>();
    private @Nullable Consumer<Moment> observer;
    private @Nullable Fault fault;
    private int failing;
    private boolean forEver;
    private int struck;
    private int nextFile;

    SimulatedDisk(Image base) {
        this.base = base;
        folders.addAll(base.folders());
        base.files().forEach((path, bytes) -> {
            names.put(path, nextFile);
            contents.put(nextFile++, new Bytes(bytes));
        });
    }

    /** The same disk once more, with nothing that fails. */
    SimulatedDisk copy() {
        SimulatedDisk copy = new SimulatedDisk(base);
        copy.changes.addAll(changes);
        copy.fates.addAll(fates);
        copy.folders.addAll(folders);
        copy.names.clear();
        copy.names.putAll(names);
        contents.forEach((number, bytes) -> copy.contents.put(number, new Bytes(bytes.toArray())));
        copy.nextFile = nextFile;
        return copy;
    }

    /** What can be read now. */
    Image seen() {
        Map<Path, byte[]> files = new TreeMap<>();
        names.keySet().forEach(path -> files.put(path, bytes(path)));
        return new Image(new TreeSet<>(folders), files);
    }

    /** Tells somebody of the moment before each operation. */
    void observe(Consumer<Moment> by) {
        this.observer = by;
    }

    /** Has the first operation fail from some number on that can fail so, and if so wanted every later one. */
    void fail(Fault how, int operation, boolean andForEver) {
        this.fault = how;
        this.failing = operation;
        this.forEver = andForEver;
        this.struck = 0;
    }

    /** Has the next operation fail that can fail so, and if so wanted every later one. */
    void failNext(Fault how, boolean andForEver) {
        fail(how, operations.size() + 1, andForEver);
    }

    /** Nothing fails any more. */
    void heal() {
        this.fault = null;
    }

    /** How many operations have failed since they were to. */
    int struck() {
        return struck;
    }

    /** All operations so far. */
    List<Kind> operations() {
        return operations;
    }

    Moment moment() {
        return new Moment(base, List.copyOf(changes), List.copyOf(fates), operations.size());
    }

    /** Puts other bytes in the place of a file's, on the disk and off it. */
    void overwrite(Path file, byte[] bytes) {
        contents.put(Objects.requireNonNull(names.get(file)), new Bytes(bytes));
    }

    byte[] bytes(Path file) {
        return Objects.requireNonNull(contents.get(names.get(file))).toArray();
    }

    // ---- looking

    @Override
    public @Nullable Stamp stamp(Path file) {
        Integer number = names.get(file);
        return number == null
                ? null
                : new Stamp(number, Objects.requireNonNull(contents.get(number)).length());
    }

    @Override
    public boolean isFolder(Path folder) {
        return folders.contains(folder);
    }

    @Override
    public List<String> names(Path folder) throws IOException {
        List<String> all = new ArrayList<>();
        for (Path file : names.keySet()) {
            if (folder.equals(file.getParent())) {
                all.add(String.valueOf(file.getFileName()));
            }
        }
        real.names(folder).stream().filter(SimulatedDisk::isOwner).forEach(all::add);
        return all;
    }

    private static boolean isOwner(String name) {
        return name.startsWith("owner-");
    }

    private static boolean isOwner(Path file) {
        return isOwner(String.valueOf(file.getFileName()));
    }

    // ---- changing names

    @Override
    public void createFolder(Path folder) throws IOException {
        step(Kind.FOLDER, folder);
        if (!real.isFolder(folder)) {
            real.createFolder(folder);
        }
        if (folders.add(folder)) {
            change(new Change.Made(folder));
        }
    }

    @Override
    public void create(Path file) throws IOException {
        step(Kind.CREATE, file);
        if (isOwner(file)) {
            real.create(file);
        } else if (!names.containsKey(file)) {
            names.put(file, nextFile);
            contents.put(nextFile, new Bytes(new byte[0]));
            change(new Change.Named(file, nextFile++));
        }
    }

    @Override
    public void remove(Path file) throws IOException {
        step(Kind.REMOVE, file);
        if (names.remove(file) != null) {
            change(new Change.Removed(file));
        }
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step(Kind.FORCE_FOLDER, folder);
        for (int i = 0; i < changes.size(); i++) {
            if (folder.equals(changes.get(i).entry())) {
                fates.set(i, Fate.KEPT);
            }
        }
    }

    // ---- changing files

    @Override
    public Content open(Path file, boolean write) throws IOException {
        if (write) {
            step(Kind.OPEN, file);
        }
        if (isOwner(file)) {
            return new OwnerContent(file, real.open(file, write));
        }
        Integer number = names.get(file);
        if (number == null) {
            throw new FileNotFoundException(file + " (No such file or directory)");
        }
        return new FileContent(file, number);
    }

    private final class FileContent implements Content {
        private final Path file;
        private final int number;

        FileContent(Path file, int number) {
            this.file = file;
            this.number = number;
        }

        private Bytes bytes() {
            return Objects.requireNonNull(contents.get(number));
        }

        @Override
        public int read(long at, byte[] into, int offset, int length) {
            return bytes().read(at, into, offset, length);
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            try {
                step(Kind.WRITE, file);
            } catch (IOException e) {
                if (fault == Fault.HALF) {
                    put(at, Arrays.copyOf(bytes, bytes.length / 2));
                }
                throw e;
            }
            put(at, bytes);
        }

        private void put(long at, byte[] bytes) {
            bytes().write(at, bytes, 0, bytes.length);
            change(new Change.Written(number, at, new Bytes(bytes)));
        }

        @Override
        public void truncate(long length) throws IOException {
            step(Kind.TRUNCATE, file);
            bytes().cut(length);
            change(new Change.Cut(number, length));
        }

        @Override
        public void force() throws IOException {
            try {
                step(Kind.FORCE, file);
            } catch (IOException e) {
                forget(number);
                throw e;
            }
            for (int i = 0; i < changes.size(); i++) {
                if (changes.get(i).file() == number && fates.get(i) == Fate.OPEN) {
                    fates.set(i, Fate.KEPT);
                }
            }
        }

        @Override
        public void close() {}
    }

    /** What was written is not tried again; how long a file is stands in the file system's own journal, which goes on. */
    private void forget(int number) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i).file() == number
                    && fates.get(i) == Fate.OPEN
                    && changes.get(i) instanceof Change.Written) {
                fates.set(i, Fate.LOST);
            }
        }
        if (fault == Fault.FORCE_REVERTS) {
            revert(number);
        }
    }

    /** What failed forces have forgotten is not seen any more, either. */
    void forget() {
        List.copyOf(contents.keySet()).forEach(this::revert);
    }

    /** The file stays as long as it was, with zeros in the place of what has gone. */
    private void revert(int number) {
        Bytes seen = moment().seen(number);
        seen.grow(Objects.requireNonNull(contents.get(number)).length());
        contents.put(number, seen);
    }

    /** A sign of life, which outlives nothing. */
    private final class OwnerContent implements Content {
        private final Path file;
        private final Content content;

        OwnerContent(Path file, Content content) {
            this.file = file;
            this.content = content;
        }

        @Override
        public int read(long at, byte[] into, int offset, int length) throws IOException {
            return content.read(at, into, offset, length);
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            step(Kind.WRITE, file);
            content.write(at, bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            step(Kind.TRUNCATE, file);
            content.truncate(length);
        }

        @Override
        public void force() throws IOException {
            step(Kind.FORCE, file);
            content.force();
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    // ---- each operation

    private void change(Change change) {
        changes.add(change);
        fates.add(Fate.OPEN);
    }

    private void step(Kind kind, Path path) throws IOException {
        if (observer != null) {
            observer.accept(moment());
        }
        operations.add(kind);
        Fault now = fault;
        boolean due = operations.size() >= failing && (forEver || struck == 0);
        if (now != null && due && now.strikes(kind)) {
            struck++;
            throw exception(now, kind, path);
        }
    }

    /** As the JDK's classes would say it that the real disk uses. */
    private static IOException exception(Fault fault, Kind kind, Path path) {
        return switch (kind) {
            case FOLDER, CREATE, REMOVE -> new FileSystemException(path.toString(), null, fault.words);
            case OPEN -> new FileNotFoundException(path + " (" + fault.words + ")");
            case WRITE, TRUNCATE -> new IOException(fault.words);
            case FORCE -> new SyncFailedException(fault.words);
            case FORCE_FOLDER -> new IOException(fault.words);
        };
    }

    // ---- what outlives a power failure

    /** What a disk holds after the machine has started anew. */
    record Image(Set<Path> folders, Map<Path, byte[]> files) {
        static Image with(Path folder) {
            return new Image(Set.of(folder), Map.of());
        }

        /** Without the marks of journals that nobody needs soon. */
        Image journals() {
            Map<Path, byte[]> journals = new TreeMap<>(files);
            journals.keySet().removeIf(path -> path.toString().endsWith(Journal.MARK));
            return new Image(folders, journals);
        }

        /** The same for the same content. */
        String digest() {
            StringBuilder digest = new StringBuilder(folders.toString());
            files.forEach((path, bytes) -> {
                CRC32C sum = new CRC32C();
                sum.update(bytes);
                digest.append(path).append(' ').append(bytes.length).append(' ');
                digest.append(sum.getValue())
                        .append(' ')
                        .append(Arrays.hashCode(bytes))
                        .append('\n');
            });
            return digest.toString();
        }
    }

    /** Something that was changed. */
    sealed interface Change {
        /** The folder in which a name has changed; null if none has. */
        default @Nullable Path entry() {
            return null;
        }

        /** The file that has changed; -1 if none has. */
        default int file() {
            return -1;
        }

        record Made(Path folder) implements Change {
            @Override
            public @Nullable Path entry() {
                return folder.getParent();
            }
        }

        record Named(Path path, int number) implements Change {
            @Override
            public @Nullable Path entry() {
                return path.getParent();
            }
        }

        record Removed(Path path) implements Change {
            @Override
            public @Nullable Path entry() {
                return path.getParent();
            }
        }

        record Written(int file, long at, Bytes bytes) implements Change {}

        record Cut(int file, long length) implements Change {}
    }

    /** What becomes of a change if the power fails. */
    enum Fate {
        /** Nobody knows. */
        OPEN,
        /** It is on the disk. */
        KEPT,
        /** Nobody knows, and no force will change that. */
        LOST
    }
}
