package dev.cortex.core.store;

import java.util.concurrent.locks.LockSupport;

/** A short wait that an interrupt does not end and does not get lost in. */
final class Pause {
    private Pause() {}

    static void briefly() {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(500_000);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
