package dev.cortex.testkit.simulation;

import dev.cortex.api.store.StateStore;
import java.util.function.IntUnaryOperator;

/**
 * What outlives a simulated process: it makes the store of each life, and decides what is left of it after a crash. For
 * one thread, and for one schedule.
 */
public interface Storage {
    /**
     * The store of a new life. It finds what {@link #crash} has left, and no owner of an earlier life is alive.
     *
     * @param operation to be run before and behind each operation that changes what outlives the process: the process
     *     may come to its end there, in which case {@link #crash} is called from within, and what the store does
     *     afterwards must have no effect
     * @return the store
     */
    StateStore open(Runnable operation);

    /**
     * The process is no more. What it had acknowledged is kept, and of the rest anything may be.
     *
     * @param choice gives a number from 0 to less than what it is given, to choose what is kept
     */
    void crash(IntUnaryOperator choice);

    /** {@return journals in memory, of which an append that a crash interrupts is there whole or not at all} */
    static Storage memory() {
        return new MemoryStorage();
    }
}
