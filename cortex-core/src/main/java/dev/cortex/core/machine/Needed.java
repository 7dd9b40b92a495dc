package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent or a profile that phases of the run need: whether it is active, who uses it, and who waits for its end. */
final class Needed {
    /** How active it is. */
    enum Stage {
        OFF,
        ACTIVATING,
        ON,
        DEACTIVATING
    }

    final Activation activation;
    Stage stage = Stage.OFF;
    /** Phases that use it, or wait for it to become active. */
    final Set<PhaseRun> users = new LinkedHashSet<>();
    /** Phases that do not use it any more and cannot go on before it is off. */
    final Set<PhaseRun> leaving = new LinkedHashSet<>();
    /** The number of the event with which it was last activated; deactivation goes the other way. */
    long order;
    /** How often it was activated and deactivated; part of the calls' names. */
    int times;

    int ends;

    @Nullable
    Instant abandonAt;
    /** Whether it was active under an owner that went away. */
    boolean stale;

    Needed(Activation activation) {
        this.activation = activation;
    }

    boolean off() {
        return stage == Stage.OFF;
    }

    /** Whether it is active, or half way, and nobody uses it. */
    boolean idle() {
        return stage != Stage.OFF && users.isEmpty();
    }

    String label() {
        return activation.kind().name().toLowerCase(Locale.ROOT) + "/" + activation.name();
    }
}
