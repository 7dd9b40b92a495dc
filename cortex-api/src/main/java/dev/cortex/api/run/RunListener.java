package dev.cortex.api.run;

import dev.cortex.api.event.RunEvent;

/**
 * Hears of the events of all runs that an engine drives.
 *
 * <p>Each event is handed over once it is durable, in order within a run, at most once. A listener has a queue of its
 * own: one that is slow gets its events late, one that never returns gets no more, and neither holds up a run. What it
 * throws is logged.
 */
@FunctionalInterface
public interface RunListener {
    /**
     * Something happened. Never called twice at a time.
     *
     * @param event what
     */
    void onEvent(RunEvent event);
}
