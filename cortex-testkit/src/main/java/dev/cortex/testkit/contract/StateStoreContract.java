package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cortex.api.store.Owner;
import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What an engine relies on in a store. Extend it in a test and say how a store is opened; each test gets an empty
 * storage of its own.
 *
 * <pre>{@code
 * class JdbcStateStoreTest extends StateStoreContract {
 *     private final DataSource database = emptyDatabase();
 *
 *     @Override
 *     protected StateStore open() {
 *         return new JdbcStateStore(database);
 *     }
 * }
 * }</pre>
 */
public abstract class StateStoreContract extends JournalContract {
    private static final Duration TTL = Duration.ofMinutes(5);

    /** For subclasses. */
    protected StateStoreContract() {}

    /** {@return whether archived journals are left out where open ones are asked for; true unless overridden} */
    protected boolean archives() {
        return true;
    }

    /**
     * Of many who append at the same size, one succeeds, the others are told so by false, and nothing is lost or mixed.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_race_isWonByOneEachTime() throws InterruptedException {
        int rounds = 25;
        AtomicInteger wins = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(Race.RACERS);
        Race.run(bound(), racer -> {
            StateStore mine = open();
            for (int size = 0; size < rounds; size++) {
                together.await();
                if (mine.append("a", size, List.of("{\"at\":" + size + ",\"by\":" + racer + "}"))) {
                    wins.incrementAndGet();
                }
                together.await();
                mine.read("a", size, line -> {});
            }
        });

        List<String> read = all(open());
        assertEquals(rounds, wins.get(), "appends that were said to have succeeded, in as many rounds");
        assertEquals(rounds, read.size(), "lines");
        for (int i = 0; i < rounds; i++) {
            assertTrue(
                    read.get(i).startsWith("{\"at\":" + i + ","),
                    "line " + i + " is that of its round: " + read.get(i));
        }
    }

    /**
     * Lines that were appended together are never seen apart.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_batch_isSeenWholeOrNotAtAll() throws InterruptedException {
        int batch = 50;
        AtomicBoolean done = new AtomicBoolean();
        List<String> apart = new ArrayList<>();
        Race.run(bound(), racer -> {
            StateStore mine = open();
            if (racer == 0) {
                for (int i = 0; i < 20; i++) {
                    assertTrue(
                            mine.append("a", (long) i * batch, lines(i * batch + 1, (i + 1) * batch)),
                            "append of batch " + i);
                }
                done.set(true);
                return;
            }
            // Interrupted when the race was given up.
            for (boolean last = false; !last && !Thread.currentThread().isInterrupted(); ) {
                last = done.get();
                List<String> read = new ArrayList<>();
                long size = mine.read("a", 0, read::add);
                long known = mine.sizes(List.of("a")).getOrDefault("a", 0L);
                boolean whole = read.size() == size && size % batch == 0 && known % batch == 0;
                if (!whole || !read.equals(lines(1, (int) size))) {
                    synchronized (apart) {
                        apart.add(read.size() + " lines, of which a read said that they are " + size
                                + ", and sizes said " + known);
                    }
                }
            }
        });

        if (!apart.isEmpty()) {
            fail(apart.size() + " times a reader saw other lines than whole batches of " + batch + "; first "
                    + apart.get(0));
        }
        assertSame(lines(1, 20 * batch), all(open()), "all lines");
    }

    /** Names are sorted by their characters, whatever a locale would do. */
    @Test
    public final void required_list_isInAsciiOrderLastFirst() {
        List<String> sorted =
                List.of("0", "1", "10", "2", "a", "a-b", "a.b", "a0", "a_b", "aa", "ab", "b-a", "b_a", "ba");
        List<String> mixed = new ArrayList<>(sorted);
        Collections.rotate(mixed, 5);
        mixed.forEach(name -> store().append(name, 0, List.of("{}")));

        List<String> last = new ArrayList<>(sorted);
        Collections.reverse(last);
        assertEquals(last, open().list("", false, "", 99), "all names, last first");
    }

    /** Prefix, bound and limit work together. */
    @Test
    public final void required_list_keepsToPrefixBoundAndLimit() {
        for (String name : List.of("run-1", "run-2", "run-3", "run_4", "other", "s")) {
            store().append(name, 0, List.of("{}"));
        }

        assertEquals(List.of("run-3", "run-2", "run-1"), store().list("run-", false, "", 99), "by prefix");
        assertEquals(List.of("run-3", "run-2"), store().list("run-", false, "", 2), "by prefix and limit");
        assertEquals(List.of("run-1"), store().list("run-", false, "run-2", 9), "by prefix and bound");
        assertEquals(List.of("run-2"), store().list("", false, "run-3", 1), "by bound and limit");
        assertEquals(List.of("other"), store().list("", false, "run-1", 9), "by bound");
        assertEquals(List.of(), store().list("run-", false, "run-1", 9), "with nothing below the bound");
        assertEquals(List.of(), store().list("", false, "", 0), "with limit 0");
        assertTrue(store().list("run-", true, "", 99).containsAll(List.of("run-3", "run-2", "run-1")), "open ones");
    }

    /** Archiving hides nothing from who asks for all, and an append undoes it. */
    @Test
    public final void required_archivedJournal_isWholeAndComesBack() {
        store().append("a", 0, lines(1, 2));
        store().archive("a");

        assertEquals(lines(1, 2), all(open()), "the lines of an archived journal");
        assertEquals(List.of("a"), open().list("", false, "", 9), "all journals, an archived one among them");
        assertTrue(open().append("a", 2, lines(3, 3)), "an append to an archived journal");
        assertEquals(List.of("a"), store().list("", true, "", 9), "open journals after that");
        assertEquals(lines(1, 3), all(store()), "its lines");
    }

    /** Archived journals are left out where open ones are asked for. */
    @Test
    public final void optional_archivedJournal_isLeftOut() {
        assumeTrue(archives(), "the store says that it does without");
        store().append("a", 0, lines(1, 1));
        store().append("b", 0, lines(1, 1));
        store().archive("a");

        assertEquals(List.of("b"), open().list("", true, "", 9), "open journals");
    }

    /**
     * A caller that is interrupted loses nothing, and does harm to nobody.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_interruptedCaller_doesNoHarm() throws InterruptedException {
        within("an append of an interrupted caller, or one behind it", "is a lock still held?", this::interrupted);
    }

    private void interrupted() {
        store().append("a", 0, lines(1, 1));
        Thread.currentThread().interrupt();
        try {
            long size = 1;
            for (int i = 0; i < 3; i++) {
                size = appendSomehow(size);
            }
        } finally {
            Thread.interrupted();
        }

        long size = store().read("a", 0, line -> {});
        assertTrue(store().append("a", size, lines((int) size + 1, (int) size + 1)), "an append after the interrupt");
        assertEquals(lines(1, (int) size + 1), all(open()), "the lines");
    }

    /** An interrupted append may fail; then the caller reads again. */
    private long appendSomehow(long size) {
        try {
            store().append("a", size, lines((int) size + 1, (int) size + 1));
            return store().read("a", 0, line -> {});
        } catch (RuntimeException e) {
            boolean interrupted = Thread.interrupted();
            long reached = store().read("a", 0, line -> {});
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return reached;
        }
    }

    /** An engine lives from its announcement to its withdrawal, for every store. */
    @Test
    public final void required_owner_livesFromAnnouncementToWithdrawal() {
        Owner me = owner("me");
        StateStore other = open();
        assertFalse(store().alive(me), "an engine that was never announced is alive");

        store().announce(me, TTL);
        store().announce(me, TTL);
        assertTrue(store().alive(me), "an engine that was announced is alive");
        assertTrue(other.alive(me), "the same, asked of another store");
        assertFalse(other.alive(owner("other")), "another engine is alive");

        store().withdraw(me);
        assertFalse(store().alive(me), "an engine that was withdrawn is alive");
        assertFalse(other.alive(me), "the same, asked of another store");
    }

    /** Who an engine is is said by its id alone, and any text is an id. */
    @Test
    public final void required_owners_areKnownByTheirIds() {
        List<Owner> some = List.of(owner("A/b\\..\u0000c"), owner("A/b"), owner(""), owner("é".repeat(300)));
        store().announce(some.get(0), TTL);
        store().announce(some.get(3), TTL);

        assertTrue(store().alive(new Owner(some.get(0).id(), "elsewhere", 2, Instant.EPOCH)), "the same id");
        assertEquals(
                List.of(true, false, false, true),
                some.stream().map(open()::alive).toList(),
                "which are alive");
        store().withdraw(some.get(1));
        assertTrue(store().alive(some.get(0)), "one of them after the withdrawal of another");
        some.forEach(store()::withdraw);
        assertFalse(store().alive(some.get(0)), "one that was withdrawn");
    }

    /** Signs of life are no journals. */
    @Test
    public final void required_signsOfLife_areNoJournals() {
        store().announce(owner("me"), TTL);
        store().append("a", 0, lines(1, 1));

        assertEquals(List.of("a"), store().list("", false, "", 9), "the journals");
        store().withdraw(owner("me"));
        assertEquals(lines(1, 1), all(store()), "the lines after the withdrawal");
    }

    private static Owner owner(String id) {
        return new Owner(id, "localhost", 1, Instant.EPOCH);
    }
}
