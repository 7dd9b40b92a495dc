package dev.cortex.testkit.contract;

import dev.cortex.api.agent.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** A cancellation that the test requests. */
final class RequestedLater implements Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    @Override
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public void onRequest(Runnable action) {
        synchronized (this) {
            if (!requested) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Requests it; the actions run on this thread. */
    void request() {
        List<Runnable> all;
        synchronized (this) {
            requested = true;
            all = List.copyOf(actions);
            actions.clear();
        }
        all.forEach(Runnable::run);
    }
}
