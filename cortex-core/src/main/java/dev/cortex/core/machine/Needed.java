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
    /** Phases that were the last to use it and cannot go on before it is off. */
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
    /** Whether its last deactivation came to nothing, so that something of it may still be there. */
    boolean left;
    /** Whether nobody knows if it became active: before it is used it has to be deactivated. */
    boolean unsure;

    Needed(Activation activation) {
        this.activation = activation;
    }

    /** Whether it can be used. */
    boolean on() {
        return stage == Stage.ON && !unsure;
    }

    boolean off() {
        return stage == Stage.OFF;
    }

    boolean isAgent() {
        return activation.kind() == Activation.Kind.AGENT;
    }

    /** Whether it is active, or half way, and nobody uses it. */
    boolean idle() {
        return stage != Stage.OFF && users.isEmpty();
    }

    /** The phase needs it from here on; nobody has to see to its end any more. */
    void use(PhaseRun phase) {
        users.add(phase);
        noneLeaves();
    }

    void noneLeaves() {
        leaving.forEach(former -> former.leaving.remove(this));
        leaving.clear();
    }

    /** The phase uses it no more; whoever is the last to do so sees to its end. */
    void leave(PhaseRun phase) {
        if (users.remove(phase) && idle()) {
            leaving.add(phase);
            phase.leaving.add(this);
        }
    }

    void forget(PhaseRun phase) {
        users.remove(phase);
        leaving.remove(phase);
        phase.leaving.remove(this);
    }

    String label() {
        return activation.kind().name().toLowerCase(Locale.ROOT) + "/" + activation.name();
    }
}
