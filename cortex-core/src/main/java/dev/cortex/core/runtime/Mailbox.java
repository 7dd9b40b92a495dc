package dev.cortex.core.runtime;

import dev.cortex.core.machine.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What waits for a run's next turn. Safe for use by many threads. */
final class Mailbox {
    /**
     * One thing that waits.
     *
     * @param signal the signal
     * @param recorded completes when it is durable, or refused
     */
    record Letter(Signal signal, Optional<CompletableFuture<Void>> recorded) {}

    private final List<Letter> letters = new ArrayList<>();
    private boolean scheduled;
    private boolean again;
    private boolean closed;

    /** Adds a letter, for which a turn has to be asked; returns whether letters are still taken. */
    synchronized boolean add(Letter letter) {
        return !closed && letters.add(letter);
    }

    /** Asks for a turn; returns whether it has to be scheduled, which is so if none is. */
    synchronized boolean wake() {
        if (closed) {
            return false;
        }
        if (scheduled) {
            again = true;
            return false;
        }
        scheduled = true;
        return true;
    }

    /** Takes all that waits, at the beginning of a turn. */
    synchronized List<Letter> take() {
        again = false;
        List<Letter> taken = List.copyOf(letters);
        letters.clear();
        return taken;
    }

    /** Ends a turn; returns whether something has come in meanwhile, and the next turn has to be scheduled. */
    synchronized boolean done() {
        scheduled = (again || !letters.isEmpty()) && !closed;
        return scheduled;
    }

    /** Takes no more letters, and returns those that nobody will read. */
    synchronized List<Letter> close() {
        closed = true;
        List<Letter> unread = List.copyOf(letters);
        letters.clear();
        return unread;
    }
}
