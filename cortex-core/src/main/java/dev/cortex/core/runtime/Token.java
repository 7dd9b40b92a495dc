package dev.cortex.core.runtime;

import dev.cortex.api.agent.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cancellation that one call sees. No lock is held while its actions run. */
final class Token implements Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    private final String call;
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean requested;

    Token(String call) {
        this.call = call;
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

    void request() {
        List<Runnable> waiting;
        synchronized (actions) {
            requested = true;
            waiting = List.copyOf(actions);
            actions.clear();
        }
        waiting.forEach(this::run);
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) { // Code of the host: what it throws must not keep other actions from running.
            LOG.warn("an action on the cancellation of {} threw: {}", call, Problem.of(thrown));
        }
    }
}
