package dev.cortex.api.agent;

/**
 * The request to stop working, as seen by the one who works. It can be looked at, or waited for by an action. Safe for
 * use by many threads.
 */
public interface Cancellation {
    /** {@return whether the work is to stop; never goes back to false} */
    boolean requested();

    /**
     * Has an action run when the work is to stop; at once, on this thread, if that is already so. Each action runs once.
     *
     * @param action what to do; it should be quick, and what it throws is logged
     */
    void onRequest(Runnable action);

    /** {@return a cancellation that is never requested} */
    static Cancellation never() {
        return new Cancellation() {
            @Override
            public boolean requested() {
                return false;
            }

            @Override
            public void onRequest(Runnable action) {
                // It never runs.
            }
        };
    }
}
