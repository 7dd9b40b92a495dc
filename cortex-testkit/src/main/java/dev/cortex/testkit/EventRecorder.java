package dev.cortex.testkit;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A listener that keeps what it hears, in order. In {@link ManualTime} everything is there when {@code settle} returns; with
 * an engine that has threads of its own, {@link #await} waits for an event, with a limit.
 *
 * <p>Safe for use by many threads.
 */
public final class EventRecorder implements RunListener {
    private static final long NANOS = 1_000_000;

    private final List<RunEvent> events = new ArrayList<>();

    /** A recorder that has heard nothing. */
    public EventRecorder() {}

    @Override
    public synchronized void onEvent(RunEvent event) {
        events.add(event);
        notifyAll();
    }

    /** {@return what was heard of all runs so far, in order} */
    public synchronized List<RunEvent> events() {
        return List.copyOf(events);
    }

    /**
     * What was heard of one run so far.
     *
     * @param runId the run
     * @return its events, in order
     */
    public List<RunEvent> events(String runId) {
        return events().stream().filter(event -> event.runId().equals(runId)).toList();
    }

    /**
     * The facts of one kind that were heard of so far.
     *
     * @param kind which
     * @param <F> the same
     * @return the facts of all runs, in order
     */
    public <F extends Fact> List<F> facts(Class<F> kind) {
        return events().stream()
                .map(RunEvent::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /**
     * Waits until an event of some kind was heard, before this call or during it.
     *
     * @param which tells it from others; called with a lock held, so it is quick
     * @param limit for how long of real time
     * @return the first such event
     * @throws AssertionError if there was none in time, or the thread was interrupted; the message shows what was heard
     */
    public RunEvent await(Predicate<? super RunEvent> which, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            synchronized (this) {
                int seen = 0;
                for (long left = limit.toNanos(); ; left = end - System.nanoTime()) {
                    for (; seen < events.size(); seen++) {
                        if (which.test(events.get(seen))) {
                            return events.get(seen);
                        }
                    }
                    if (left <= 0) {
                        throw missing("waited " + limit);
                    }
                    wait(left / NANOS, (int) (left % NANOS));
                }
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            throw missing("interrupted while waiting");
        }
    }

    private AssertionError missing(String how) {
        return new AssertionError(how + " for an event that did not come; heard were:\n" + heard());
    }

    private String heard() {
        StringBuilder text = new StringBuilder();
        List<RunEvent> all = events();
        all.stream()
                .map(RunEvent::runId)
                .distinct()
                .forEach(runId -> text.append(runId).append(":\n").append(Timeline.of(events(runId))));
        return text.toString();
    }
}
