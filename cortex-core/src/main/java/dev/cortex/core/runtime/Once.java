package dev.cortex.core.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A task as an executor gets it: it runs once, harms no thread, and leaves it without the flag of an interrupt. */
final class Once implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Once.class);

    private final Runnable task;
    private final AtomicBoolean begun = new AtomicBoolean();

    Once(Runnable task) {
        this.task = task;
    }

    /** Keeps it from running; returns whether it has not begun. */
    boolean withdraw() {
        return begun.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (!withdraw()) {
            return;
        }
        try {
            task.run();
        } catch (Throwable unexpected) { // Whatever it is, the thread has other things to do.
            LOG.error("a task has failed: {}", Problem.of(unexpected));
        } finally {
            // A plug-in may leave the flag set; who runs next on this thread is not to blame.
            Thread.interrupted();
        }
    }
}
