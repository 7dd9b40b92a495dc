package dev.cortex.core.machine;

import dev.cortex.api.event.Ending;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far the compensation of completed phases is. */
final class Rollbacks {
    /** How far the compensation of the present phase is. */
    enum Stage {
        /** Waits for a person. */
        GATE,
        /** May begin. */
        READY,
        /** The handler was called. */
        RUNNING
    }

    final Set<PhaseRun> done = new HashSet<>();
    /** Completed phases that have run, by the number of the event with which they ended. */
    private final TreeMap<Long, PhaseRun> open = new TreeMap<>();

    @Nullable
    PhaseRun current;

    Stage stage = Stage.READY;

    @Nullable
    Instant abandonAt;

    boolean running() {
        return current != null && stage == Stage.RUNNING;
    }

    boolean waiting() {
        return current != null && stage == Stage.GATE;
    }

    /** The completed phase that ended last and is not compensated yet; phases that never ran did nothing to undo. */
    Optional<PhaseRun> next() {
        return Optional.ofNullable(open.lastEntry()).map(Map.Entry::getValue);
    }

    void ended(PhaseRun phase) {
        if (phase.ending instanceof Ending.Completed && phase.begun && !done.contains(phase)) {
            open.put(phase.endedAs, phase);
        }
    }

    void forget(PhaseRun phase) {
        open.remove(phase.endedAs);
    }

    /** The run has ended: what was not compensated by then will not be. */
    void over() {
        current = null;
        stage = Stage.READY;
        settle();
    }

    void settle() {
        abandonAt = null;
    }
}
