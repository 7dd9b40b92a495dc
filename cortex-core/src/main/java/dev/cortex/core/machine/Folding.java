package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.run.PhaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What each fact means for the state. Total: a fact about a phase or a call that the plan does not have changes nothing,
 * as in a run that went on with another definition.
 */
final class Folding {
    private final RunState run;
    private final Map<Class<? extends Fact>, BiConsumer<Fact, Instant>> meanings = new HashMap<>();

    Folding(RunState run) {
        this.run = run;
        aboutRun();
        aboutPhases(new PhaseFolding(run));
        aboutCalls(new CallFolding(run));
        aboutRollback();
        aboutActs(new ActFolding(run));
    }

    private void aboutActs(ActFolding acts) {
        on(Fact.Acted.class, acts::acted);
        on(Fact.Handwritten.class, (fact, at) -> run.handwritten.put(run.size, fact));
        on(Fact.Adopted.class, acts::adopted);
        on(Fact.Refused.class, acts::refused);
    }

    private void aboutRun() {
        on(Fact.RunStarted.class, this::runStarted);
        on(Fact.RunTaken.class, this::runTaken);
        on(Fact.RunReleased.class, (fact, at) -> run.owner = null);
        on(Fact.RunEnded.class, this::runEnded);
        on(Fact.RunTimedOut.class, (fact, at) -> {
            run.timedOut = true;
            run.touchAll();
        });
        on(Fact.Warned.class, (fact, at) -> run.warnings.add(fact.message()));
    }

    private void aboutPhases(PhaseFolding phases) {
        onPhase(
                Fact.GateOpened.class,
                Fact.GateOpened::phase,
                (phase, fact, at) -> phases.enter(phase, PhaseState.WAITING, at));
        onPhase(Fact.PhaseStarted.class, Fact.PhaseStarted::phase, phases::phaseStarted);
        onPhase(
                Fact.PhaseInterrupted.class,
                Fact.PhaseInterrupted::phase,
                (phase, fact, at) -> phases.interrupted(phase, at));
        onPhase(Fact.PhaseVerifying.class, Fact.PhaseVerifying::phase, (phase, fact, at) -> {
            phases.enter(phase, PhaseState.VERIFYING, at);
            phases.judge(phase, at);
        });
        onPhase(Fact.CriterionJudged.class, Fact.CriterionJudged::phase, phases::criterionJudged);
        onPhase(Fact.PhaseRepeated.class, Fact.PhaseRepeated::phase, phases::phaseRepeated);
        onPhase(
                Fact.PhaseClosing.class,
                Fact.PhaseClosing::phase,
                (phase, fact, at) -> run.change(phase, at, () -> {
                    phase.closing = fact.ending();
                    PhaseFolding.leave(phase);
                }));
        onPhase(Fact.PhaseEnded.class, Fact.PhaseEnded::phase, phases::phaseEnded);
        on(Fact.PhasesReset.class, phases::phasesReset);
    }

    private void aboutCalls(CallFolding calls) {
        on(Fact.Activating.class, calls::activating);
        on(Fact.Activated.class, calls::activated);
        on(Fact.Deactivating.class, calls::deactivating);
        on(Fact.Deactivated.class, calls::deactivated);
        on(
                Fact.WorkStarted.class,
                (fact, at) -> calls.withPlace(fact.attempt(), place -> calls.workStarted(place, fact, at)));
        on(
                Fact.WorkEnded.class,
                (fact, at) -> calls.withPlace(fact.attempt(), place -> calls.workEnded(place, fact, at)));
        on(Fact.CallCancelled.class, calls::callCancelled);
        on(Fact.CallDropped.class, calls::callDropped);
    }

    private void aboutRollback() {
        onPhase(
                Fact.CompensationGateOpened.class,
                Fact.CompensationGateOpened::phase,
                (phase, fact, at) -> compensating(phase, Rollbacks.Stage.GATE));
        onPhase(Fact.CompensationStarted.class, Fact.CompensationStarted::phase, (phase, fact, at) -> {
            compensating(phase, Rollbacks.Stage.RUNNING);
            phase.compensations++;
            run.calls.put(Calls.compensate(phase), run.rollback);
        });
        onPhase(Fact.CompensationEnded.class, Fact.CompensationEnded::phase, this::compensationEnded);
    }

    /** The kinds of facts that have a meaning here. */
    static Set<Class<? extends Fact>> kinds(RunState run) {
        return new Folding(run).meanings.keySet();
    }

    void apply(RunEvent event) {
        run.size = event.number();
        run.changedAt = event.at();
        Objects.requireNonNull(meanings.get(event.fact().getClass()), "every fact has a meaning")
                .accept(event.fact(), event.at());
    }

    private <F extends Fact> void on(Class<F> kind, BiConsumer<F, Instant> meaning) {
        meanings.put(kind, (fact, at) -> meaning.accept(kind.cast(fact), at));
    }

    private <F extends Fact> void onPhase(Class<F> kind, Function<F, String> name, PhaseMeaning<F> meaning) {
        on(kind, (fact, at) -> {
            PhaseRun phase = run.byName.get(name.apply(fact));
            if (phase != null) {
                meaning.accept(phase, fact, at);
            }
        });
    }

    private interface PhaseMeaning<F> {
        void accept(PhaseRun phase, F fact, Instant at);
    }

    // ---- the run

    private void runStarted(Fact.RunStarted fact, Instant at) {
        run.inputs = fact.inputs();
        run.startedBy = fact.by();
        run.startedAt = at;
    }

    private void runTaken(Fact.RunTaken fact, Instant at) {
        run.owner = fact.owner();
        run.ownerGone = false;
        run.takenAt = run.size;
        run.outcome = null;
        run.reason = "";
        run.stops = 0;
        run.stopBy = null;
        run.ran = Duration.ZERO;
        run.runningSince = run.active > 0 ? at : null;
        run.alarms.clear();
        run.calls.clear();
        run.phases.forEach(this::lose);
        run.needed.values().forEach(one -> {
            one.users.clear();
            one.leaving.clear();
            one.abandonAt = null;
            if (!one.off() || one.left) {
                run.stage(one, Needed.Stage.ON);
                one.stale = true;
                run.stale.add(one);
            }
        });
        run.recoveryOrdered = false;
        run.rollback.settle();
        if (run.rollback.running()) {
            run.rollback.stage = Rollbacks.Stage.READY;
        }
        run.touchAll();
    }

    /** The calls of a phase were made by an owner that is no more. */
    private void lose(PhaseRun phase) {
        phase.judging = 0;
        phase.judgingAbandonAt = null;
        phase.repeatAt = null;
        phase.cancelling = false;
        phase.leaving.clear();
        phase.places.forEach(Place::lose);
        phase.interrupting = phase.active() && phase.closing == null;
    }

    private void runEnded(Fact.RunEnded fact, Instant at) {
        run.outcome = fact.outcome();
        run.reason = fact.reason();
        run.owner = null;
        run.stops = 0;
        run.rollbackDeclined = false;
        if (fact.outcome() != Fact.Outcome.STOPPED) {
            run.rollback.over();
        }
    }

    // ---- rollback

    private void compensating(PhaseRun phase, Rollbacks.Stage stage) {
        run.rollback.current = phase;
        run.rollback.stage = stage;
        run.rollback.settle();
    }

    private void compensationEnded(PhaseRun phase, Fact.CompensationEnded fact, Instant at) {
        run.calls.remove(Calls.compensate(phase));
        run.rollback.done.add(phase);
        run.rollback.forget(phase);
        run.rollback.current = null;
        run.rollback.settle();
        if (!fact.success()) {
            run.warnings.add("rollback of " + phase.name() + ": " + fact.summary());
        }
    }
}
