package dev.cortex.core.machine;

import dev.cortex.api.event.Ending;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    @Nullable
    PhaseRun current;

    Stage stage = Stage.READY;
    /** How often the handler was called for the present phase; part of the call's name. */
    int times;

    @Nullable
    Instant abandonAt;

    boolean running() {
        return current != null && stage == Stage.RUNNING;
    }

    boolean waiting() {
        return current != null && stage == Stage.GATE;
    }

    /** The completed phase that ended last and is not compensated yet; phases that never ran did nothing to undo. */
    Optional<PhaseRun> next(List<PhaseRun> phases) {
        return phases.stream()
                .filter(phase -> phase.ending instanceof Ending.Completed && phase.begun && !done.contains(phase))
                .max(Comparator.comparingLong(phase -> phase.endedAs));
    }

    void settle() {
        abandonAt = null;
    }
}
