package dev.cortex.core.machine;

import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the facts about phases and their criteria mean for the state. */
final class PhaseFolding {
    private final RunState run;

    PhaseFolding(RunState run) {
        this.run = run;
    }

    static void set(PhaseRun phase, PhaseState state, Instant at) {
        if (phase.state != state) {
            phase.state = state;
            phase.since = at;
        }
    }

    void enter(PhaseRun phase, PhaseState state, Instant at) {
        run.change(phase, at, () -> set(phase, state, at));
    }

    void phaseStarted(PhaseRun phase, Fact.PhaseStarted fact, Instant at) {
        run.change(phase, at, () -> {
            set(phase, PhaseState.IN_PROGRESS, at);
            phase.released = true;
            phase.begun = true;
            phase.starts++;
            phase.activeNeeds = 0;
            phase.cancelling = false;
            phase.judgingAbandonAt = null;
            phase.round = fact.round();
            phase.nextRound = fact.round();
            phase.deadline = fact.deadline().orElse(null);
            phase.repeatAt = null;
            phase.before = phase.planned.waitsFor().stream()
                    .map(index -> run.phases.get(index).node)
                    .filter(Objects::nonNull)
                    .toList();
        });
        if (run.needsActive(phase)) {
            for (Needed one : phase.needs) {
                one.leaving.forEach(run::touch);
                one.use(phase);
            }
        }
        run.alarm(phase.deadline, phase);
    }

    /** The phase needs its agents and profiles no more; what it alone has activated is to be deactivated. */
    static void leave(PhaseRun phase) {
        for (int i = phase.needs.size() - 1; i >= 0; i--) {
            phase.needs.get(i).leave(phase);
        }
    }

    void interrupted(PhaseRun phase, Instant at) {
        run.change(phase, at, () -> {
            set(phase, PhaseState.PENDING, at);
            phase.interrupting = false;
            phase.activationProblem = null;
            phase.timedOut = false;
            phase.places.forEach(Place::wake);
        });
        leave(phase);
    }

    void phaseRepeated(PhaseRun phase, Fact.PhaseRepeated fact, Instant at) {
        run.change(phase, at, () -> {
            Map<String, String> unmet = unmet(phase);
            boolean waited = phase.awaiting;
            phase.resetRound();
            phase.unmet = unmet;
            phase.repeats++;
            phase.nextRound = fact.round();
            phase.repeatAt = fact.at();
            phase.deadline = null;
            // Who has waited for a person gave up lane and place, and has to queue for them.
            set(phase, waited ? PhaseState.PENDING : PhaseState.IN_PROGRESS, at);
        });
        run.alarm(fact.at(), phase);
    }

    private static Map<String, String> unmet(PhaseRun phase) {
        Map<String, String> unmet = new LinkedHashMap<>();
        for (int i = 0; i < phase.criteria.size(); i++) {
            var verdict = phase.criteria.get(i).verdict;
            if (verdict != null && verdict.result() == Verdict.Result.UNMET) {
                unmet.put(phase.phase.criteria().get(i).text(), verdict.evidence());
            }
        }
        return unmet;
    }

    void phaseEnded(PhaseRun phase, Fact.PhaseEnded fact, Instant at) {
        boolean again = phase.ended();
        run.unfinished.removeIf(act ->
                act.action() instanceof OperatorAction.Complete && act.subject().equals(fact.subject()));
        run.rollback.forget(phase);
        run.change(phase, at, () -> {
            phase.ending = fact.ending();
            set(phase, state(fact.ending()), at);
            phase.closing = null;
            phase.wanted = null;
            phase.awaiting = false;
            phase.interrupting = false;
            phase.released = false;
            phase.retried = false;
            phase.endedAs = run.size;
            phase.node =
                    phase.begun ? phase.basis() : Outputs.of(new Output(phase.name(), phase.outputs()), before(phase));
        });
        run.rollback.ended(phase);
        phase.needs.forEach(one -> one.forget(phase));
        if (again) {
            recount();
            return;
        }
        run.conditions.ended(phase, fact.ending()).forEach(run::touch);
        if (phase.failed() && !phase.phase.continueOnFailure() && run.failFastRoot == null) {
            run.failFastRoot = phase;
            if (run.scenario().failFast()) {
                run.touchAll();
            }
        }
    }

    /** Endings were taken back or replaced: what follows from endings is counted anew. */
    private void recount() {
        run.conditions.recount();
        run.failFastRoot = run.phases.stream()
                .filter(phase -> phase.failed() && !phase.phase.continueOnFailure())
                .min(Comparator.comparingLong(phase -> phase.endedAs))
                .orElse(null);
        run.readyForLane.clear();
        run.readyBeside.clear();
        run.touchAll();
    }

    private List<Outputs> before(PhaseRun phase) {
        return phase.planned.waitsFor().stream()
                .map(index -> run.phases.get(index).node)
                .filter(Objects::nonNull)
                .toList();
    }

    private static PhaseState state(Ending ending) {
        if (ending instanceof Ending.Completed) {
            return PhaseState.COMPLETED;
        }
        return ending instanceof Ending.Failed ? PhaseState.FAILED : PhaseState.SKIPPED;
    }

    void phasesReset(Fact.PhasesReset fact, Instant at) {
        Set<String> started = Set.copyOf(fact.started());
        for (String name : fact.phases()) {
            PhaseRun phase = run.byName.get(name);
            if (phase != null) {
                run.rollback.forget(phase);
                run.change(phase, at, () -> reset(phase, started.contains(name)));
            }
        }
        run.unfinished.removeIf(act -> act.action() instanceof OperatorAction.Retry);
        recount();
    }

    private static void reset(PhaseRun phase, boolean started) {
        phase.state = PhaseState.PENDING;
        phase.since = null;
        phase.ending = null;
        phase.node = null;
        phase.resetRound();
        phase.unmet = Map.of();
        phase.repeats = 0;
        phase.nextRound = phase.begun ? phase.round + 1 : phase.nextRound;
        phase.begun = false;
        phase.released = started;
        phase.retried = started;
        phase.granted = false;
        phase.wanted = null;
        phase.startedBy = null;
    }

    // ---- criteria

    void criterionJudged(PhaseRun phase, Fact.CriterionJudged fact, Instant at) {
        if (fact.criterion() < 1 || fact.criterion() > phase.criteria.size()) {
            return;
        }
        run.unfinished.removeIf(act -> act.action() instanceof OperatorAction.Confirm confirm
                && confirm.phase().equals(fact.phase())
                && confirm.criterion() == fact.criterion());
        run.change(phase, at, () -> {
            PhaseRun.Judgement judgement = phase.criteria.get(fact.criterion() - 1);
            judgement.verdict = fact.verdict();
            judgement.at = at;
        });
        judge(phase, at);
    }

    /** Turns to the next criterion; where none is left, perhaps to a person. */
    void judge(PhaseRun phase, Instant at) {
        boolean cancelled = phase.judgingAbandonAt != null;
        run.calls.remove(Calls.judge(phase, phase.judging));
        run.change(phase, at, () -> {
            phase.judging = cancelled ? 0 : phase.firstUnjudged();
            // Who has begun to wait for a person keeps off the lane until it ends or starts anew.
            phase.awaiting |= phase.state == PhaseState.VERIFYING && awaiting(phase);
        });
        if (phase.judging > 0) {
            run.calls.put(Calls.judge(phase, phase.judging), phase);
        }
        if (phase.awaiting) {
            leave(phase);
        }
    }

    /** Whether all criteria are judged, none is unmet, and some want a person's word. */
    private boolean awaiting(PhaseRun phase) {
        return run.plan.policy().verification() == Verification.STRICT
                && phase.firstUnjudged() == 0
                && !phase.judged(Verdict.Result.UNMET)
                && phase.judged(Verdict.Result.UNKNOWN);
    }
}
