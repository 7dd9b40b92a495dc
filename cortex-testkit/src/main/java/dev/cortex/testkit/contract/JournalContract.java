package dev.cortex.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.cortex.api.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The part of a store's contract that is about one caller and single journals. Extend {@link StateStoreContract}, which has
 * all of it.
 */
public abstract class JournalContract {
    @SuppressWarnings("NullAway.Init") // opened before each test
    private StateStore store;

    /** For subclasses. */
    protected JournalContract() {}

    /**
     * Opens a store over the storage of this test. Called several times in a test, for stores that share the storage as
     * processes do; a store that lives in memory may return the same one again.
     *
     * @return a store
     */
    protected abstract StateStore open();

    /** Opens the first store. */
    @BeforeEach
    public final void begin() {
        store = open();
    }

    /**
     * Within which time a case ends: some hundred calls of the store at most.
     *
     * @return one minute, unless a subclass says otherwise
     */
    protected Duration bound() {
        return Duration.ofMinutes(1);
    }

    /** Does what a broken store may never come back from. */
    final void within(String what, String question, Runnable action) throws InterruptedException {
        Race.within(bound(), what, question, action);
    }

    final StateStore store() {
        return store;
    }

    /** A journal that nobody has written does not exist. */
    @Test
    public final void required_unknownJournal_isEmpty() {
        assertEquals(0, store.read("a", 0, line -> {}), "the size of a journal that does not exist");
        assertEquals(Map.of(), store.sizes(List.of("a")), "sizes of journals that do not exist");
        assertEquals(List.of(), store.list("", false, "", 9), "journals in an empty store");
        assertFalse(store.append("a", 1, List.of("{}")), "an append behind the end of a journal that does not exist");
        assertEquals(List.of(), store.list("", false, "", 9), "journals after an append that was refused");
    }

    /** What was appended is read, in order, by every store. */
    @Test
    public final void required_appendedLines_areReadInOrderByEverybody() {
        assertTrue(store.append("a", 0, lines(1, 3)), "the first append");
        assertTrue(store.append("a", 3, lines(4, 4)), "an append at the size reached");
        assertTrue(open().append("a", 4, lines(5, 6)), "an append by another store at the size reached");

        for (StateStore each : List.of(store, open())) {
            List<String> read = new ArrayList<>();
            assertEquals(6, each.read("a", 0, read::add), "the size that a read returns");
            assertEquals(lines(1, 6), read, "the lines");
            assertEquals(Map.of("a", 6L), each.sizes(List.of("a", "b")), "the sizes");
        }
    }

    /**
     * An append at another size than the journal has changes nothing.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_appendAtAnotherSize_isRefusedAndChangesNothing() throws InterruptedException {
        store.append("a", 0, lines(1, 3));

        within("an append behind one that was refused", "is something held when an append is refused?", () -> {
            for (long size : new long[] {0, 1, 2, 4, 100}) {
                assertFalse(store.append("a", size, lines(7, 8)), "an append at size " + size + " of a journal of 3");
                assertFalse(open().append("a", size, lines(7, 8)), "the same by another store");
            }
            assertEquals(lines(1, 3), all(open()), "the lines after appends that were refused");
        });
    }

    /**
     * A store that has fallen behind is refused until it has read what others wrote.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_appendByOneWhoHasFallenBehind_isRefused() throws InterruptedException {
        within("an append behind one that was refused", "is something held when an append is refused?", () -> {
            StateStore other = open();
            store.append("a", 0, lines(1, 1));
            assertTrue(other.append("a", 1, lines(2, 2)), "an append by another store");

            assertFalse(store.append("a", 1, lines(3, 3)), "an append by one who does not know of it");
            List<String> news = new ArrayList<>();
            assertEquals(2, store.read("a", 1, news::add), "the size that a read of the news returns");
            assertEquals(lines(2, 2), news, "the news");
            assertTrue(store.append("a", 2, lines(3, 3)), "an append by one who knows of it now");
        });
    }

    /** Reading may begin anywhere, at the end and behind it too. */
    @Test
    public final void required_read_beginsWhereItIsTold() {
        store.append("a", 0, lines(1, 3));
        store.append("a", 3, lines(4, 5));

        for (int from : new int[] {0, 1, 2, 3, 4, 5, 6, 100}) {
            List<String> read = new ArrayList<>();
            assertEquals(
                    5, store.read("a", from, read::add), "the size that a read from " + from + " of 5 lines returns");
            assertEquals(lines(from + 1, 5), read, "the lines from " + from);
        }
        assertEquals(0, store.read("b", 3, line -> {}), "the size of a journal that does not exist, read from 3");
    }

    /** Text of any script, JSON in odd shapes, and lines of some megabytes come back as they were. */
    @Test
    public final void required_lines_comeBackAsTheyWere() {
        List<String> lines = List.of(
                "{}",
                "{ }",
                "{\"a\":\"Grüße, 漢字, \ud83d\ude00, \\\\ \\\" \\u0000 \\ud800 ' ; -- %s\"}",
                "{ \"a\" : [ 1 , { \"b\" : null } ] }",
                "{\"long\":\"" + "0123456789".repeat(300_000) + "\"}",
                "{\"wide\":\"" + "漢\ud83d\ude00".repeat(100_000) + "\"}",
                "{\"crc\":1,\"n\":2,\"number\":3,\"last\":4}");
        assertTrue(store.append("a", 0, lines), "an append of odd lines");

        assertSame(lines, all(open()), "the lines");
    }

    /**
     * What a store takes comes back as it was; what it does not want it refuses, and does not repair.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_blanksAroundALine_areKeptOrRefused() throws InterruptedException {
        List<String> taken = new ArrayList<>();
        within("an append behind one that was refused", "is something held when one is refused?", () -> {
            for (String line : List.of(" {}", "{} ", "\t{\"a\":1}", "{\"a\":1}\t")) {
                try {
                    assertTrue(store.append("a", taken.size(), List.of(line)), "an append of \"" + line + "\"");
                    taken.add(line);
                } catch (IllegalArgumentException refused) {
                    assertEquals(taken, all(store), "the lines after one was refused");
                }
            }
        });

        assertSame(taken, all(open()), "the lines that were taken");
    }

    /** A thousand lines in one append, and a thousand appends. */
    @Test
    public final void required_manyLines_areKept() {
        assertTrue(store.append("a", 0, lines(1, 1000)), "an append of 1000 lines");
        for (int i = 1001; i <= 1200; i++) {
            assertTrue(store.append("a", i - 1, lines(i, i)), "append of line " + i);
        }

        assertSame(lines(1, 1200), all(open()), "the lines");
        List<String> read = new ArrayList<>();
        assertEquals(1200, store.read("a", 1190, read::add), "the size that a read near the end returns");
        assertEquals(lines(1191, 1200), read, "the last lines");
    }

    /** Journals do not touch each other. */
    @Test
    public final void required_journals_areApart() {
        List<String> names = List.of("a", "a-", "a.b", "0", "a_b", "z".repeat(200));
        for (String name : names) {
            assertTrue(store.append(name, 0, List.of("{\"of\":\"" + name + "\"}")), "an append to " + name);
        }

        for (String name : names) {
            List<String> read = new ArrayList<>();
            open().read(name, 0, read::add);
            assertEquals(List.of("{\"of\":\"" + name + "\"}"), read, "the lines of " + name);
        }
        assertEquals(names.size(), store.sizes(names).size(), "how many have a size");
    }

    /**
     * Names that are none, and appends of nothing, are refused before anything is done.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_nonsense_isRefused() throws InterruptedException {
        within("an append behind one that made no sense", "is something held when one is refused?", () -> {
            for (String name : List.of("", "A", "a/b", "../a", "-a", ".a", "ä", "a b", "a".repeat(201), "a\n")) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> store.append(name, 0, lines(1, 1)),
                        "append to \"" + name + "\"");
            }
            assertThrows(IllegalArgumentException.class, () -> store.append("a", 0, List.of()), "append of nothing");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.append("a", 0, List.of("{\"a\":\n1}")),
                    "a line of two lines");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.append("a", 0, List.of("{}", "{\"a\":\r1}")),
                    "a line with a carriage return behind a good one");
            assertEquals(List.of(), store.list("", false, "", 9), "journals after that");
        });
    }

    /**
     * An exception of the one who reads gets through, and spoils nothing.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_readerThatThrows_spoilsNothing() throws InterruptedException {
        store.append("a", 0, lines(1, 2));

        within("an append behind a read whose reader threw", "is a lock still held after that read?", () -> {
            assertThrows(
                    ArithmeticException.class,
                    () -> store.read("a", 0, line -> {
                        throw new ArithmeticException(line);
                    }));
            assertTrue(store.append("a", 2, lines(3, 3)), "an append after that");
            assertEquals(lines(1, 3), all(store), "the lines");
        });
    }

    /**
     * A reader may call the store.
     *
     * @throws InterruptedException if the test is
     */
    @Test
    public final void required_readerThatCallsBack_isServed() throws InterruptedException {
        store.append("a", 0, lines(1, 1));
        List<Boolean> done = new ArrayList<>();

        within(
                "an append from within a read",
                "is a lock held while lines are handed out?",
                () -> store.read("a", 0, line -> done.add(line.contains("1") && store.append("a", 1, lines(2, 2)))));

        assertTrue(done.get(0), "an append from within a read");
        assertEquals(lines(1, 2), all(open()), "the lines");
    }

    /** Lines that differ are said one by one: some megabytes side by side say nothing. */
    static void assertSame(List<String> expected, List<String> lines, String what) {
        int common = Math.min(expected.size(), lines.size());
        for (int i = 0; i < common; i++) {
            String wanted = expected.get(i);
            String got = lines.get(i);
            if (!wanted.equals(got)) {
                fail(what + ": line " + (i + 1) + " differs " + difference(wanted, got));
            }
        }
        assertEquals(expected.size(), lines.size(), what + ": how many");
    }

    private static String difference(String wanted, String got) {
        int at = 0;
        while (at < wanted.length() && at < got.length() && wanted.charAt(at) == got.charAt(at)) {
            at++;
        }
        return "from character " + (at + 1) + " on: expected " + piece(wanted, at) + " but was " + piece(got, at);
    }

    private static String piece(String line, int at) {
        int end = Math.min(line.length(), at + 30);
        return "\"" + line.substring(at, end) + (end < line.length() ? "…" : "") + "\" (of " + line.length()
                + " characters)";
    }

    static List<String> all(StateStore store) {
        List<String> read = new ArrayList<>();
        store.read("a", 0, read::add);
        return read;
    }

    static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            lines.add("{\"type\":\"line\",\"i\":" + i + "}");
        }
        return lines;
    }
}
