package dev.cortex.api.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps journals, which are append-only lists of lines, and the signs of life of the engines that write them. A store
 * knows nothing of runs.
 *
 * <p>A line is one JSON object without a line feed or carriage return, at most some megabytes long. A journal's name has 1 to 200 of the
 * characters {@code a-z 0-9 - . _} and begins with a letter or digit. A journal begins to exist with its first line; its
 * size is its number of lines.
 *
 * <p>All calls may block and may come from many threads at once, for the same journal too. Any exception means that the
 * outcome is unknown: the caller reads again before it decides anything.
 */
public interface StateStore {
    /**
     * Appends lines, all or none of them, if the journal has exactly the expected size. Of several callers at the same
     * size, in any number of processes, one at most succeeds.
     *
     * @param journal the journal
     * @param size how many lines the caller has read; 0 to create the journal
     * @param lines at least one line
     * @return true: the lines are durable, as a whole, and every later read in any process sees them. false: the journal
     *     has another size, and nothing was changed
     * @throws IllegalArgumentException if the name is none, there are no lines, or one has a line break; nothing was
     *     changed
     */
    boolean append(String journal, long size, List<String> lines);

    /**
     * Reads lines in order. Lines that were appended together are seen together or not at all.
     *
     * @param journal the journal
     * @param from how many lines to leave out
     * @param line is called for each line, on this thread
     * @return the size reached, which is less than {@code from} if the journal is shorter than that; 0 if there is no such
     *     journal
     */
    long read(String journal, long from, Consumer<? super String> line);

    /**
     * Looks up sizes. This is asked a few times a second for the runs that an engine drives, and should be cheap.
     *
     * @param journals names of journals
     * @return the size of each one that exists
     */
    Map<String, Long> sizes(Collection<String> journals);

    /**
     * Lists journals by name, the last one first; names are compared character by character (ASCII).
     *
     * @param prefix what the names begin with; may be empty
     * @param open whether journals that were archived may be left out
     * @param before only names less than this; empty text for no bound
     * @param limit at most so many
     * @return the names
     */
    List<String> list(String prefix, boolean open, String before, int limit);

    /**
     * Says that a journal is unlikely to be needed soon. A hint, undone by the next append to it.
     *
     * @param journal the journal
     */
    default void archive(String journal) {}

    /**
     * Gives a sign of life. An engine announces itself before it takes a run, and again well within the time to live.
     *
     * @param me the engine
     * @param ttl for how long the announcement holds where the store cannot see by itself that the engine is gone
     */
    void announce(Owner me, Duration ttl);

    /**
     * Ends the signs of life of an engine that has let all its runs go.
     *
     * @param me the engine
     */
    void withdraw(Owner me);

    /**
     * Looks up whether an engine lives. An engine that is merely slow or suspended lives. The store's own clock decides,
     * never the caller's.
     *
     * @param owner the engine
     * @return whether it was announced, not withdrawn, and is not known to be gone
     */
    boolean alive(Owner owner);
}
