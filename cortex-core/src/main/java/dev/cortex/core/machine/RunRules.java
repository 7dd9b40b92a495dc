package dev.cortex.core.machine;

import dev.cortex.api.agent.Assignment;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.scenario.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a run as a whole goes on: who may start, when its time is over, how it ends. */
final class RunRules {
    private final Turn turn;
    private final RunState run;
    private final ActivationRules activations;
    private final WorkRules work;
    private final PhaseRules phases;
    private final ActRules acts;

    RunRules(Turn turn, ActivationRules activations, WorkRules work, PhaseRules phases, ActRules acts) {
        this.acts = acts;
        this.turn = turn;
        this.run = turn.run;
        this.activations = activations;
        this.work = work;
        this.phases = phases;
    }

    /** Does all that follows from what was touched. */
    void drain() {
        acts.judge(true);
        acts.finish();
        ring();
        if (run.stops > 1) {
            List.copyOf(run.needed.values()).forEach(activations::expire);
        }
        do {
            activations.recover();
            for (int next = run.touched.nextSetBit(0); next >= 0; next = run.touched.nextSetBit(0)) {
                run.touched.clear(next);
                phases.settle(run.phases.get(next));
            }
            phases.admit();
        } while (!run.touched.isEmpty());
        finish();
    }

    /** Looks at everything whose moment has come. */
    private void ring() {
        for (RunState.Alarm next = run.alarms.peek();
                next != null && !turn.now.isBefore(next.at());
                next = run.alarms.peek()) {
            run.alarms.poll();
            look(next.about());
        }
    }

    private void look(Object about) {
        if (about instanceof Place place) {
            work.ring(place);
        } else if (about instanceof PhaseRun phase) {
            run.touch(phase);
        } else if (about instanceof Needed one) {
            activations.expire(one);
        } else if (about == run && !run.timedOut && over()) {
            turn.emit(new Fact.RunTimedOut());
        }
    }

    private boolean over() {
        return run.timeout().filter(limit -> !turn.now.isBefore(limit)).isPresent();
    }

    /** Lets the run go if nothing but a person can move it on; whatever came in with the wish has been decided. */
    void release() {
        if (run.owner != null && run.resting() && run.notOff == 0) {
            turn.emit(new Fact.RunReleased());
        }
    }

    private void finish() {
        if (run.active > 0 || run.notOff > 0) {
            return;
        }
        if (run.stopping()) {
            if (!run.rollback.running() || rollbackCancelled()) {
                turn.emit(new Fact.RunEnded(Fact.Outcome.STOPPED, run.reason));
            }
        } else if (run.timedOut || run.ended == run.phases.size()) {
            conclude();
        }
    }

    private void conclude() {
        if (run.failed == 0 && !run.timedOut) {
            turn.emit(new Fact.RunEnded(Fact.Outcome.COMPLETED, ""));
        } else if (!run.scenario().rollback().enabled() || run.rollbackDeclined || rolledBack()) {
            turn.emit(new Fact.RunEnded(Fact.Outcome.FAILED, reason()));
        }
    }

    private String reason() {
        if (run.timedOut) {
            return "the time that the scenario allows is over";
        }
        return run.phases.stream()
                .flatMap(phase -> phase.ending instanceof Ending.Failed end
                        ? Stream.of(phase.name() + " " + end.text())
                        : Stream.empty())
                .collect(Collectors.joining("; "));
    }

    // ---- rollback

    /** Whether every completed phase is compensated; if not, goes on with the last of them. */
    private boolean rolledBack() {
        Rollbacks rollback = run.rollback;
        if (rollback.current == null) {
            Optional<PhaseRun> next = rollback.next();
            if (next.isEmpty()) {
                return true;
            }
            String name = next.get().name();
            if (run.scenario().rollback().gated()) {
                turn.emit(new Fact.CompensationGateOpened(name));
                return false;
            }
            turn.emit(new Fact.CompensationStarted(name));
        }
        if (rollback.current != null && rollback.stage == Rollbacks.Stage.READY) {
            turn.emit(new Fact.CompensationStarted(rollback.current.name()));
        }
        if (rollback.current != null && rollback.running()) {
            order(rollback.current);
        }
        return false;
    }

    private void order(PhaseRun phase) {
        Phase definition = phase.phase;
        turn.order(new Command.Compensate(
                Calls.compensate(phase),
                Assignment.of(run.id, run.scenario(), definition, "")
                        .attempt(phase.compensations)
                        .idempotencyKey(run.id + "/" + phase.name() + "/" + phase.round + "/compensation")
                        .inputs(run.inputs)
                        .outputs(phase.basis())
                        .build()));
    }

    /** Asks the compensation to stop, and tells whether it is over. */
    private boolean rollbackCancelled() {
        PhaseRun phase = run.rollback.current;
        if (phase == null) {
            return true;
        }
        String call = Calls.compensate(phase);
        if (run.rollback.abandonAt == null) {
            turn.emit(new Fact.CallCancelled(call, Fact.Why.STOP, turn.patience()));
            turn.cancel(call);
        }
        if (turn.over(run.rollback.abandonAt)) {
            turn.abandon(call);
            turn.emit(new Fact.CallDropped(call, true));
        }
        return !run.rollback.running();
    }
}
