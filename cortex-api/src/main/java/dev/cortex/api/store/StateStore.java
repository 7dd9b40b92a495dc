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
 * <p>A line is one JSON object without a line feed or carriage return, at most some megabytes long; it begins with
 * <code>&#123;</code> and ends with <code>&#125;</code>. A journal's name has 1 to 200 of the characters
 * {@code a-z 0-9 - . _} and begins with a letter or digit. A journal begins to exist with its first line; its
 * size is its number of lines.
 *
 * <p>All calls may block and may come from many threads at once, for the same journal too. Any exception means that the
 * outcome is unknown: the caller reads again before it decides anything. An interrupt of the calling thread may make a call
 * fail; whether its flag is still set afterwards is not relied upon.
 *
 * <p>Arguments that make no sense change nothing. {@link #append} refuses them; the other methods may refuse a name that is
 * none with an {@link IllegalArgumentException}, or treat it as that of a journal that does not exist. No method is called with
 * a negative number; what it does then is up to the store.
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
     *     changed. So may be refused what is no line for another reason, such as blanks around the object; what is taken
     *     comes back as it was
     */
    boolean append(String journal, long size, List<String> lines);

    /**
     * Reads lines in order. Lines that were appended together are seen together or not at all.
     *
     * @param journal the journal
     * @param from how many lines to leave out
     * @param line is called for each line, on this thread
     * @return the size of the journal as far as it was read, which is less than {@code from} if it is shorter than that; 0
     *     if there is no such journal
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
     * @param me the engine, which is known by its {@link Owner#id() id} alone
     * @param ttl for how long the announcement holds at least. A store that cannot see by itself whether the engine is gone
     *     takes it for gone once that has passed without another one; a store that can see it may ignore this
     */
    void announce(Owner me, Duration ttl);

    /**
     * Ends the signs of life of an engine that has let all its runs go. Does nothing if there are none.
     *
     * @param me the engine, by its id
     */
    void withdraw(Owner me);

    /**
     * Looks up whether an engine lives. A store that sees the engine's process goes by that: one that is merely slow or
     * suspended lives. A store that sees only announcements goes by their time to live, on its own clock and never the
     * caller's; an engine that is suspended for longer is dead to it, and others may take its runs.
     *
     * @param owner the engine, by its id
     * @return whether it was announced, not withdrawn, and is not known to be gone
     */
    boolean alive(Owner owner);
}
