package dev.cortex.core.runtime;

import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one listener of events, in order, one at a time, and without anybody waiting for it. */
final class Loudspeaker {
    private static final Logger LOG = LoggerFactory.getLogger(Loudspeaker.class);
    private static final int LONGEST_QUEUE = 100_000;

    private final RunListener listener;
    private final Executor executor;
    private final Deque<RunEvent> queue = new ArrayDeque<>();
    private boolean telling;
    private boolean losing;
    private CompletableFuture<Void> silence = CompletableFuture.completedFuture(null);

    Loudspeaker(RunListener listener, Executor executor) {
        this.listener = listener;
        this.executor = executor;
    }

    void tell(List<RunEvent> events) {
        synchronized (queue) {
            for (RunEvent event : events) {
                if (queue.size() < LONGEST_QUEUE) {
                    queue.add(event);
                } else if (!losing) {
                    losing = true;
                    LOG.warn(
                            "a listener does not keep up, and loses events: {}",
                            listener.getClass().getName());
                }
            }
            if (telling || queue.isEmpty()) {
                return;
            }
            telling = true;
            silence = new CompletableFuture<>();
        }
        executor.execute(this::drain);
    }

    private void drain() {
        for (RunEvent event = next(); event != null; event = next()) {
            try {
                listener.onEvent(event);
            } catch (Throwable thrown) { // Code of the host: the next event is told all the same.
                LOG.warn(
                        "listener {} threw on event {} of run {}: {}",
                        listener.getClass().getName(),
                        event.number(),
                        event.runId(),
                        Problem.of(thrown));
            } finally {
                Thread.interrupted();
            }
        }
    }

    private @Nullable RunEvent next() {
        synchronized (queue) {
            RunEvent event = queue.poll();
            telling = event != null;
            if (event == null) {
                silence.complete(null);
            }
            return event;
        }
    }

    /** Completes when the listener has heard all that it was told so far. */
    CompletableFuture<Void> silence() {
        synchronized (queue) {
            return silence.copy();
        }
    }
}
