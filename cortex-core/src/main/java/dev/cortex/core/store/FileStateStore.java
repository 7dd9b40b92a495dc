package dev.cortex.core.store;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateException;
import dev.cortex.api.store.StateStore;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals as files in a folder, one each, that people can read and any number of processes share. An append is on the
 * disk when it returns, whole or not at all. The file format is described in {@code docs/journal.md}.
 *
 * <p>A store keeps nothing open between calls, starts no thread and needs no closing. An engine is alive as long as its
 * process is, until it withdraws; times to live are not used, and no clock is looked at. The folder has to be on a file
 * system with locks that all processes respect.
 *
 * <p>Every method throws {@link StateException} if a file cannot be read or written, and if it is damaged; the message
 * names it. After an append has failed, or if somebody has edited the file, the journal takes no append from this store
 * until it was read again; and a read by a store that has written the journal first has what others have written behind
 * that, or what it could not force itself, reach the disk. An interrupt of the calling thread has no effect, and is kept.
 */
public final class FileStateStore implements StateStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileStateStore.class);

    private final Path folder;
    private final Disk disk;
    private final Consumer<String> warnings;
    private final AppendLock appendLock;
    private final SignsOfLife signs;
    private final Map<String, Journal> journals = new ConcurrentHashMap<>();
    private final Map<String, String> warned = new ConcurrentHashMap<>();

    /** Whether the folder's name is known to outlive a crash. Guarded by this. */
    private boolean named;

    /**
     * A store that logs its warnings.
     *
     * @param folder where the journals lie; it is made when the first one is
     */
    public FileStateStore(Path folder) {
        this(folder, warning -> LOG.warn("{}", warning));
    }

    /**
     * A store.
     *
     * @param folder where the journals lie; it is made when the first one is
     * @param warnings is told, in one sentence each, of journals with an incomplete end that nobody is writing; on the
     *     thread that found it, once for each such end
     */
    public FileStateStore(Path folder, Consumer<String> warnings) {
        this(folder, warnings, new RealDisk());
    }

    FileStateStore(Path folder, Consumer<String> warnings, Disk disk) {
        this.folder = folder.toAbsolutePath().normalize();
        this.disk = disk;
        this.warnings = warnings;
        this.appendLock = new AppendLock(this.folder);
        this.signs = new SignsOfLife(this.folder, disk);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the name is none, there are no lines, or one is no JSON object on one line,
     *     or is longer than 32 Mi characters
     */
    @Override
    public boolean append(String journal, long size, List<String> lines) {
        Journal known = journal(journal);
        Arguments.checkLines(journal, lines);
        List<byte[]> encoded = Arguments.encode(lines);
        return attempt("write journal " + journal, known.file(), () -> {
            if (size > 0 && !disk.isFolder(folder)) {
                return false;
            }
            makeFolder();
            return appendLock.hold(journal, () -> {
                boolean done = known.append(size, encoded);
                warned.remove(journal);
                return done;
            });
        });
    }

    @Override
    public long read(String journal, long from, Consumer<? super String> line) {
        Journal known = journal(journal);
        return attempt("read journal " + journal, known.file(), () -> {
            long size = known.read(from, line);
            secure(known);
            warnOf(known);
            return size;
        });
    }

    @Override
    public Map<String, Long> sizes(Collection<String> names) {
        Map<String, Long> sizes = new HashMap<>();
        for (String name : names) {
            Journal known = journal(name);
            OptionalLong size = attempt("read journal " + name, known.file(), known::size);
            size.ifPresent(lines -> sizes.put(name, lines));
        }
        return sizes;
    }

    @Override
    public List<String> list(String prefix, boolean open, String before, int limit) {
        Set<String> files = new HashSet<>(attempt("list journals", folder, () -> disk.names(folder)));
        List<String> names = files.stream()
                .filter(file -> file.endsWith(Journal.SUFFIX))
                .map(file -> file.substring(0, file.length() - Journal.SUFFIX.length()))
                .filter(name -> Arguments.isName(name) && name.startsWith(prefix))
                .filter(name -> before.isEmpty() || name.compareTo(before) < 0)
                .filter(name -> !open || !files.contains(name + Journal.MARK))
                .sorted(Comparator.reverseOrder())
                .toList();
        List<String> found = new ArrayList<>();
        for (String name : names) {
            Journal known = journal(name);
            if (found.size() < limit && attempt("read journal " + name, known.file(), known::exists)) {
                found.add(name);
            }
        }
        return List.copyOf(found);
    }

    @Override
    public void archive(String journal) {
        Journal known = journal(journal);
        attempt("archive journal " + journal, known.file(), () -> {
            if (known.exists()) {
                appendLock.hold(journal, () -> {
                    known.archive();
                    return known;
                });
            }
            return known;
        });
    }

    @Override
    public void announce(Owner me, Duration ttl) {
        attempt("drive runs", folder, () -> {
            makeFolder();
            signs.announce(me);
            return me;
        });
    }

    @Override
    public void withdraw(Owner me) {
        attempt("withdraw engine " + me.id(), folder, () -> {
            signs.withdraw(me);
            return me;
        });
    }

    @Override
    public boolean alive(Owner owner) {
        return attempt("look for engine " + owner.id(), folder, () -> signs.alive(owner));
    }

    /** {@return the folder and what it is, for a log} */
    @Override
    public String toString() {
        return "FileStateStore[" + folder + "]";
    }

    /** Once for each store: who made the folder before may have come to its end before the name was on the disk. */
    private synchronized void makeFolder() throws IOException {
        if (!named || !disk.isFolder(folder)) {
            named = false;
            make(folder);
            named = true;
        }
    }

    /** Makes what is missing. A name outlives a crash before there is anything in the folder; else that is lost, too. */
    private void make(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        if (!disk.isFolder(path)) {
            make(parent);
            disk.createFolder(path);
        }
        try {
            disk.forceFolder(parent);
        } catch (AccessDeniedException e) {
            // Whoever may not look into a folder has hardly made another one in it a moment ago.
        }
    }

    private Journal journal(String name) {
        Arguments.checkName(name);
        return journals.computeIfAbsent(name, each -> new Journal(each, folder, disk));
    }

    /** An end that is not whole may be a write in progress; only if nobody writes it is worth a word. */
    private void warnOf(Journal journal) throws IOException {
        String incomplete = journal.incomplete();
        if (!incomplete.isEmpty()
                && !incomplete.equals(warned.get(journal.name()))
                && appendLock.isIdle(journal.name())
                && journal.isStillIncomplete()) {
            warned.put(journal.name(), incomplete);
            warnings.accept(incomplete);
        }
    }

    /** A store that writes a journal says of no line that it is there before the line is certain to stay. */
    private void secure(Journal journal) {
        if (journal.isDoubtful()) {
            attempt(
                    "write journal " + journal.name(),
                    journal.file(),
                    () -> appendLock.hold(journal.name(), () -> {
                        journal.secure();
                        return journal;
                    }));
        }
    }

    private static <T> T attempt(String what, Path where, AppendLock.Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new StateException("cannot " + what + ": " + Trouble.words(e, where), e);
        }
    }
}
