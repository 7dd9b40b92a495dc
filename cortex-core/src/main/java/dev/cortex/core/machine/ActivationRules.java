package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;
import java.util.Optional;

/** When agents and profiles are activated and deactivated. */
final class ActivationRules {
    private final Turn turn;
    private final RunState run;

    ActivationRules(Turn turn) {
        this.turn = turn;
        this.run = turn.run;
    }

    /**
     * Undoes, the last one first, what a former owner has left active: the agents at once, because each may take its time
     * and none waits for another; then the profiles that they worked under, one at a time.
     */
    void recover() {
        if (!run.recovering()) {
            return;
        }
        if (!run.stale.last().isAgent()) {
            deactivate(run.stale.last());
        } else if (!run.recoveryOrdered) {
            run.recoveryOrdered = true;
            run.stale.descendingSet().stream().filter(Needed::isAgent).toList().forEach(this::deactivate);
        }
    }

    /** Whether all that a phase needs is active; if not, goes on with the next of it. */
    boolean activated(PhaseRun phase) {
        while (phase.activeNeeds < phase.needs.size()) {
            Needed next = phase.needs.get(phase.activeNeeds);
            if (!next.on()) {
                activate(next);
                return false;
            }
            phase.activeNeeds++;
        }
        return true;
    }

    private void activate(Needed one) {
        if (one.off()) {
            turn.emit(new Fact.Activating(one.activation));
        }
        if (one.stage == Needed.Stage.ACTIVATING) {
            turn.order(new Command.Activate(Calls.activate(one), one.activation));
        } else {
            deactivate(one);
        }
    }

    /** Whether all that a phase was the last to use is off; if not, goes on with the last of it. */
    boolean released(PhaseRun phase) {
        if (phase.leaving.isEmpty()) {
            return true;
        }
        deactivate(phase.leaving.iterator().next());
        return false;
    }

    private void deactivate(Needed one) {
        switch (one.stage) {
            case ON -> {
                turn.emit(new Fact.Deactivating(one.activation, turn.grace()));
                turn.order(new Command.Deactivate(Calls.deactivate(one), one.activation));
            }
            case ACTIVATING -> giveUp(one);
            case DEACTIVATING -> {
                turn.order(new Command.Deactivate(Calls.deactivate(one), one.activation));
                expire(one);
            }
            case OFF -> {}
        }
    }

    private void giveUp(Needed one) {
        if (one.abandonAt == null && one.idle()) {
            Fact.Why why = run.stopping() ? Fact.Why.STOP : Fact.Why.PHASE_OVER;
            turn.emit(new Fact.CallCancelled(Calls.activate(one), why, turn.patience()));
            turn.cancel(Calls.activate(one));
        }
        expire(one);
    }

    /** Looks at whether a call about this has taken too long. */
    void expire(Needed one) {
        if (one.stage == Needed.Stage.DEACTIVATING && turn.overAtLast(one.abandonAt)) {
            turn.abandon(Calls.deactivate(one));
            turn.emit(new Fact.Deactivated(one.activation, Optional.of("did not answer in time")));
        } else if (one.stage == Needed.Stage.ACTIVATING && turn.over(one.abandonAt)) {
            turn.abandon(Calls.activate(one));
            turn.emit(new Fact.CallDropped(Calls.activate(one), true));
        }
    }
}
