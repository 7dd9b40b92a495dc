package dev.cortex.core.runtime;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices who waits for a store that does not answer, says so, and has other threads do what theirs cannot do meanwhile: a
 * store that never returns for one run holds up that run alone.
 */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long LONGEST_SECONDS = 2;

    /** Somebody who may have to wait. */
    interface Waiting {
        /** For how many nanoseconds it has been busy; 0 if it is not. */
        long busyFor();

        /** {@return a name for people} */
        @Override
        String toString();
    }

    private final Threads threads;
    private final String store;
    private final Set<Waiting> late = new HashSet<>();

    Patience(Threads threads, String store) {
        this.threads = threads;
        this.store = store;
    }

    /** Looks at who takes how long. */
    synchronized void look(Collection<? extends Waiting> some, Waiting one) {
        for (Waiting waiting : late.isEmpty() ? Set.<Waiting>of() : Set.copyOf(late)) {
            if (!isLate(waiting)) {
                late.remove(waiting);
                threads.growRuns(-1);
            }
        }
        some.forEach(this::expect);
        expect(one);
    }

    private void expect(Waiting waiting) {
        if (isLate(waiting) && late.add(waiting)) {
            LOG.warn("{} has to wait: the store {} has not answered for {} s", waiting, store, LONGEST_SECONDS);
            threads.growRuns(1);
        }
    }

    private static boolean isLate(Waiting waiting) {
        return waiting.busyFor() > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    }
}
