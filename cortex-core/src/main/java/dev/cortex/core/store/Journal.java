package dev.cortex.core.store;

import dev.cortex.api.store.StateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One journal, as one store knows it. Readers take no lock and see whole batches; a writer holds the journal's append
 * lock. Thread-safe.
 */
final class Journal {
    static final String SUFFIX = ".jsonl";

    /** The name of a journal and this: an empty file that says that nobody needs the journal soon. */
    static final String MARK = ".done";

    /** A reader may come upon a file while somebody cuts off a torn end and writes on. */
    private static final int ATTEMPTS = 3;

    private final String name;
    private final Path file;
    private final Path mark;
    private final Disk disk;
    private final JournalWriter writer;
    private final Milestones milestones = new Milestones();
    private Known known = Known.nothing("");
    private String dead = "";
    private boolean replaced;

    Journal(String name, Path folder, Disk disk) {
        this.name = name;
        this.file = folder.resolve(name + SUFFIX);
        this.mark = folder.resolve(name + MARK);
        this.disk = disk;
        this.writer = new JournalWriter(file, disk);
    }

    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    long read(long from, Consumer<? super String> line) throws IOException {
        Look look = look(from);
        if (look == null) {
            forget(from);
            return 0;
        }
        Known start = look.start();
        if (look.isFresh() && isAlive()) {
            return start.size();
        }
        Known end = scan(start, look.stamp(), from, line, Long.MAX_VALUE);
        learn(end, from == 0);
        return end.size();
    }

    /** How many lines there are; empty if the journal does not exist. Of a damaged one, those in front of the damage. */
    OptionalLong size() throws IOException {
        return size(Long.MAX_VALUE);
    }

    boolean exists() throws IOException {
        return size(1).isPresent();
    }

    private OptionalLong size(long most) throws IOException {
        Look look = look(Long.MAX_VALUE);
        if (look == null) {
            return OptionalLong.empty();
        }
        Known start = look.start();
        if (look.isFresh() || start.size() >= most) {
            return start.size() == 0 ? OptionalLong.empty() : OptionalLong.of(start.size());
        }
        try {
            Known end = scan(start, look.stamp(), Long.MAX_VALUE, line -> {}, most);
            if (most == Long.MAX_VALUE) {
                learn(end, false);
            }
            return end.size() == 0 ? OptionalLong.empty() : OptionalLong.of(end.size());
        } catch (StateException e) {
            // Whoever reads it will hear of it; the other journals have done nothing wrong.
            return OptionalLong.of(start.size());
        }
    }

    /** Appends. The caller holds the append lock. */
    boolean append(long size, List<byte[]> lines) throws IOException {
        if (!isAlive()) {
            throw new StateException(dead());
        }
        Disk.Stamp stamp = disk.stamp(file);
        Known now = now(stamp);
        if (now.size() != size) {
            return false;
        }
        boolean done = false;
        try {
            unarchive();
            learn(writer.write(now, stamp == null, lines), false);
            done = true;
            return true;
        } finally {
            if (!done) {
                die("what was written last did not reach the disk", false);
            }
        }
    }

    /**
     * Puts a mark beside the file. Not if the file has grown since this store last looked: somebody has written who does
     * not think that it is done. The caller holds the append lock.
     */
    void archive() throws IOException {
        Disk.Stamp stamp = disk.stamp(file);
        if (stamp != null
                && stamp.length() == known().length()
                && stamp.identity().equals(known().identity())) {
            disk.create(mark);
        }
    }

    private void unarchive() throws IOException {
        if (disk.stamp(mark) != null) {
            writer.renamed();
            disk.remove(mark);
        }
    }

    /** Whether lines can be read that may not outlive a crash, of which this store may have to say that they are there. */
    boolean isDoubtful() {
        return writer.isDoubtful(known());
    }

    /** Has what can be read outlive a crash. The caller holds the append lock. */
    void secure() throws IOException {
        Disk.Stamp stamp = disk.stamp(file);
        if (stamp != null) {
            Known now = now(stamp);
            if (writer.isDoubtful(now)) {
                writer.secure(now);
            }
        }
    }

    /** What the file holds at this moment. */
    private Known now(Disk.@Nullable Stamp stamp) throws IOException {
        Known before = known();
        boolean edited = stamp == null
                ? before.size() > 0
                : before.size() > 0 && (!before.identity().equals(stamp.identity()) || before.whole() > stamp.length());
        if (edited) {
            die("somebody has edited or replaced it", true);
            throw new StateException(dead());
        }
        if (stamp == null) {
            return Known.nothing("");
        }
        boolean secure = writer.isSecure(before);
        if (secure
                && before.identity().equals(stamp.identity())
                && before.length() == stamp.length()
                && before.rest() == 0) {
            return before;
        }
        Known start = before.size() == 0 ? Known.nothing(stamp.identity()) : secure ? before : before.lastBatch();
        Known now = scan(start, stamp, Long.MAX_VALUE, line -> {}, Long.MAX_VALUE);
        if (now.size() < before.size()) {
            lose("what was written last has not stayed there");
            throw new StateException(dead());
        }
        learn(now, false);
        return now;
    }

    private Known scan(Known from, Disk.Stamp stamp, long skip, Consumer<? super String> line, long most)
            throws IOException {
        Scan scan = new Scan(from, skip, line, milestones);
        for (int attempt = 1; ; attempt++) {
            try (Disk.Content content = disk.open(file, false)) {
                return scan.run(content, stamp.length(), most);
            } catch (Damage e) {
                if (attempt == ATTEMPTS) {
                    throw new StateException("journal " + name + " is damaged: " + file + ", line " + e.line() + ": "
                            + e.getMessage()
                            + ". Nothing was changed. Put a good copy of the file in its place, or move it out of"
                            + " the folder to go on without what it says");
                }
            }
        }
    }

    /** The file at one moment, and where reading it may begin. */
    private record Look(Disk.Stamp stamp, Known start) {
        boolean isFresh() {
            return start.length() == stamp.length() && start.rest() == 0;
        }
    }

    /**
     * Looks at the file while nothing new is learned about it: held against what is known a moment later, a file to which
     * this store has appended meanwhile would look as if somebody had cut it.
     */
    private synchronized @Nullable Look look(long from) throws IOException {
        Disk.Stamp stamp = disk.stamp(file);
        return stamp == null ? null : new Look(stamp, start(stamp, from));
    }

    /** Where reading may begin. */
    private Known start(Disk.Stamp stamp, long from) {
        boolean same = known.identity().equals(stamp.identity()) && known.whole() <= stamp.length();
        if (!same && known.size() > 0) {
            lose("somebody has edited or replaced it");
        }
        if (replaced && from > 0 && from < Long.MAX_VALUE) {
            throw new StateException(dead());
        }
        if (known.size() == 0) {
            return Known.nothing(stamp.identity());
        }
        return known.size() <= from ? known : milestones.before(from, stamp.identity());
    }

    private synchronized void learn(Known news, boolean wholly) {
        if (replaced && !wholly) {
            return;
        }
        dead = "";
        replaced = false;
        if (!known.identity().equals(news.identity()) || known.whole() <= news.whole()) {
            known = news;
        }
    }

    private synchronized void forget(long from) {
        if (from == 0) {
            known = Known.nothing("");
            milestones.clear();
            dead = "";
            replaced = false;
        }
    }

    private synchronized Known known() {
        return known;
    }

    private synchronized boolean isAlive() {
        return dead.isEmpty();
    }

    private synchronized void die(String reason, boolean wasReplaced) {
        dead = reason;
        replaced |= wasReplaced;
    }

    /** What was read of the file does not hold any more. */
    private synchronized void lose(String reason) {
        die(reason, true);
        milestones.clear();
        known = Known.nothing("");
    }

    private synchronized String dead() {
        return "journal " + name + " (" + file + ") cannot be written: " + dead + "; it has to be read again"
                + (replaced ? " from its beginning" : "");
    }

    /** Whether the file has still the end that it was found to have. */
    boolean isStillIncomplete() throws IOException {
        Disk.Stamp stamp = disk.stamp(file);
        return stamp != null && stamp.length() == known().length() && known().rest() > 0;
    }

    /** The end of the file that is no whole batch, in words; empty if there is none. */
    synchronized String incomplete() {
        return known.rest() == 0
                ? ""
                : "journal " + name + " is incomplete: the last " + known.rest() + " bytes of " + file
                        + ", behind line " + known.size() + ", are not a whole write; they are left out, and the next"
                        + " owner cuts them off";
    }
}
