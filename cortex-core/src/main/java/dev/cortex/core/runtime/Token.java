package dev.cortex.core.runtime;

import dev.cortex.api.agent.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to the host while it is open, and the cancellation that it sees. No lock is held while the host's code runs. */
final class Token implements Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    private final String call;
    private final Threads threads;
    private final boolean certain;
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean requested;
    private volatile String culprit = "";
    private int held;
    private boolean abandoned;

    /**
     * A call.
     *
     * @param certain whether it is made even if nobody waits for it any more
     */
    Token(String call, Threads threads, boolean certain) {
        this.call = call;
        this.threads = threads;
        this.certain = certain;
    }

    String call() {
        return call;
    }

    @Override
    public boolean requested() {
        return requested;
    }

    @Override
    public void onRequest(Runnable action) {
        synchronized (actions) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        run(action);
    }

    /** Asks the call to stop: from here on it does not begin any more, and whoever looks sees it. */
    void request() {
        synchronized (actions) {
            requested = true;
        }
    }

    /** Runs the actions of those who wanted to be told. */
    void act() {
        List<Runnable> waiting;
        synchronized (actions) {
            waiting = List.copyOf(actions);
            actions.clear();
        }
        waiting.forEach(this::run);
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) { // Code of the host: what it throws must not keep other actions from running.
            LOG.warn("an action on the cancellation of {} threw {}", call, Problem.of(thrown));
        }
    }

    // ---- whom it waits for

    /** Says which plug-in has been asked. */
    void asks(Object plugin) {
        culprit = Problem.culprit(plugin);
    }

    /** Whether nobody waits for it any more before it has begun, and it is made all the same. */
    synchronized boolean isOwed() {
        return certain && abandoned;
    }

    /** Runs code of the host that has a thread for calls to itself, which it may never give back. */
    <T> T holdingAThread(Callable<T> code) throws Exception {
        boolean owed;
        synchronized (this) {
            owed = abandoned && certain;
            if (!owed && (requested || abandoned)) {
                throw new CancellationException("cancelled before it began");
            }
            held++;
        }
        threads.growCalls(owed ? 1 : 0);
        try {
            return code.call();
        } finally {
            release();
        }
    }

    private void release() {
        boolean late;
        synchronized (this) {
            held--;
            late = abandoned;
        }
        threads.growCalls(late ? -1 : 0);
    }

    /** Nobody waits for the call any more: the threads that it holds do not count. */
    void abandon() {
        int lost;
        synchronized (this) {
            abandoned = true;
            lost = held;
        }
        LOG.warn(
                "call {} was abandoned: {} in time",
                call,
                culprit.isEmpty() ? "no thread was free" : culprit + " did not answer");
        threads.growCalls(lost);
    }
}
