package dev.cortex.core.runtime;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener of events, in order, one at a time, and without anybody waiting for it. */
final class Loudspeaker {
    private static final Logger LOG = LoggerFactory.getLogger(Loudspeaker.class);
    private static final int LONGEST_QUEUE = 100_000;

    private final RunListener listener;
    private final Threads threads;
    private final Deque<RunEvent> queue = new ArrayDeque<>();
    private boolean telling;
    private boolean losing;
    private @Nullable Thread teller;
    private CompletableFuture<Void> silence = CompletableFuture.completedFuture(null);

    Loudspeaker(RunListener listener, Threads threads) {
        this.listener = listener;
        this.threads = threads;
    }

    void tell(List<RunEvent> events) {
        synchronized (queue) {
            for (RunEvent event : events) {
                if (queue.size() < LONGEST_QUEUE) {
                    queue.add(event);
                } else if (!losing) {
                    losing = true;
                    LOG.warn("a listener does not keep up, and loses events: {}", Problem.culprit(listener));
                }
            }
            if (telling || queue.isEmpty()) {
                return;
            }
            telling = true;
            silence = new CompletableFuture<>();
        }
        try {
            threads.aside(this::drain);
        } catch (RejectedExecutionException refused) {
            LOG.warn("listener {} cannot be told of events: {}", Problem.culprit(listener), Problem.of(refused));
            synchronized (queue) {
                // They are told with the next one, if that is handed over.
                telling = false;
                silence.complete(null);
            }
        }
    }

    private void drain() {
        for (RunEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (Throwable thrown) { // Code of the host: the next event is told all the same.
                complain(event, thrown);
            } finally {
                Thread.interrupted();
            }
        }
    }

    private void complain(RunEvent event, Throwable thrown) {
        try {
            LOG.warn(
                    "listener {} threw on event {} of run {}: {}",
                    Problem.culprit(listener),
                    event.number(),
                    event.runId(),
                    Problem.of(thrown));
        } catch (Throwable worse) {
            // No memory, not even for that: the listener goes on as well as it can.
        }
    }

    private @Nullable RunEvent next() {
        synchronized (queue) {
            RunEvent event = queue.poll();
            telling = event != null;
            teller = telling ? Thread.currentThread() : null;
            if (event == null) {
                silence.complete(null);
            }
            return event;
        }
    }

    /** Completes when the listener has heard all that it was told so far; at once for the listener itself. */
    CompletableFuture<Void> silence() {
        synchronized (queue) {
            return teller == Thread.currentThread() ? CompletableFuture.completedFuture(null) : silence.copy();
        }
    }
}
