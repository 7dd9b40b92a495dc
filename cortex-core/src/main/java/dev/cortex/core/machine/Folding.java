package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.event.RunEvent;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each fact means for the state. Total: a fact about a phase or a call that the plan does not have changes nothing,
 * as in a run that went on with another definition.
 */
final class Folding {
    private final RunState run;
    private final Map<Class<? extends Fact>, BiConsumer<Fact, Instant>> meanings = new HashMap<>();

    Folding(RunState run) {
        this.run = run;
        on(Fact.RunStarted.class, this::runStarted);
        on(Fact.RunTaken.class, this::runTaken);
        on(Fact.RunReleased.class, (fact, at) -> run.owner = null);
        on(Fact.RunEnded.class, this::runEnded);
        on(Fact.RunTimedOut.class, (fact, at) -> {
            run.timedOut = true;
            run.touchAll();
        });
        onPhase(
                Fact.GateOpened.class,
                Fact.GateOpened::phase,
                (phase, fact, at) -> enter(phase, PhaseState.WAITING, at));
        onPhase(Fact.PhaseStarted.class, Fact.PhaseStarted::phase, this::phaseStarted);
        onPhase(Fact.PhaseInterrupted.class, Fact.PhaseInterrupted::phase, (phase, fact, at) -> interrupted(phase, at));
        onPhase(Fact.PhaseVerifying.class, Fact.PhaseVerifying::phase, (phase, fact, at) -> {
            enter(phase, PhaseState.VERIFYING, at);
            judge(phase, at);
        });
        onPhase(Fact.PhaseRepeated.class, Fact.PhaseRepeated::phase, this::phaseRepeated);
        onPhase(
                Fact.PhaseClosing.class,
                Fact.PhaseClosing::phase,
                (phase, fact, at) -> run.change(phase, at, () -> {
                    phase.closing = fact.ending();
                    leave(phase);
                }));
        onPhase(Fact.PhaseEnded.class, Fact.PhaseEnded::phase, this::phaseEnded);
        on(Fact.PhasesReset.class, this::phasesReset);
        on(Fact.Activating.class, this::activating);
        on(Fact.Activated.class, this::activated);
        on(Fact.Deactivating.class, this::deactivating);
        on(Fact.Deactivated.class, this::deactivated);
        on(Fact.WorkStarted.class, (fact, at) -> withPlace(fact.attempt(), place -> workStarted(place, fact, at)));
        on(Fact.WorkEnded.class, (fact, at) -> withPlace(fact.attempt(), place -> workEnded(place, fact)));
        on(Fact.CallCancelled.class, this::callCancelled);
        on(Fact.CallDropped.class, this::callDropped);
        onPhase(Fact.CriterionJudged.class, Fact.CriterionJudged::phase, this::criterionJudged);
        on(Fact.Acted.class, this::acted);
        on(
                Fact.Adopted.class,
                (fact, at) -> fact.refusal()
                        .ifPresent(why -> run.warnings.add(
                                "line " + fact.number() + ", written by hand, does not count: " + why)));
        onPhase(
                Fact.CompensationGateOpened.class,
                Fact.CompensationGateOpened::phase,
                (phase, fact, at) -> compensating(phase, Rollbacks.Stage.GATE));
        onPhase(Fact.CompensationStarted.class, Fact.CompensationStarted::phase, (phase, fact, at) -> {
            compensating(phase, Rollbacks.Stage.RUNNING);
            run.rollback.times++;
            run.calls.put(Calls.compensate(phase, run.rollback.times), run.rollback);
        });
        onPhase(Fact.CompensationEnded.class, Fact.CompensationEnded::phase, this::compensationEnded);
        on(Fact.Warned.class, (fact, at) -> run.warnings.add(fact.message()));
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
            if (!one.off() && !one.stale) {
                one.stale = true;
                run.stale++;
            }
            if (!one.off()) {
                one.stage = Needed.Stage.ON;
            }
        });
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
        phase.places.forEach(place -> place.lost = place.stage == Place.Stage.WORKING);
        phase.interrupting = phase.active() && phase.closing == null;
    }

    private void runEnded(Fact.RunEnded fact, Instant at) {
        run.outcome = fact.outcome();
        run.reason = fact.reason();
        run.owner = null;
        run.stops = 0;
    }

    // ---- phases

    private static void set(PhaseRun phase, PhaseState state, Instant at) {
        if (phase.state != state) {
            phase.state = state;
            phase.since = at;
        }
    }

    private void enter(PhaseRun phase, PhaseState state, Instant at) {
        run.change(phase, at, () -> set(phase, state, at));
    }

    private void phaseStarted(PhaseRun phase, Fact.PhaseStarted fact, Instant at) {
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
        if (phase.workRemains()) {
            phase.needs.forEach(one -> {
                one.leaving.remove(phase);
                one.users.add(phase);
            });
        }
        run.alarm(phase.deadline, phase);
    }

    /** The phase needs its agents and profiles no more; what it alone has activated is to be deactivated. */
    private static void leave(PhaseRun phase) {
        phase.leftNeeds = 0;
        phase.needs.forEach(one -> {
            if (one.users.remove(phase)) {
                one.leaving.add(phase);
            }
        });
    }

    private void interrupted(PhaseRun phase, Instant at) {
        run.change(phase, at, () -> {
            set(phase, PhaseState.PENDING, at);
            phase.interrupting = false;
            phase.activationProblem = null;
            phase.timedOut = false;
            phase.places.forEach(place -> place.retryAt = null);
        });
        leave(phase);
    }

    private void phaseRepeated(PhaseRun phase, Fact.PhaseRepeated fact, Instant at) {
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

    private void phaseEnded(PhaseRun phase, Fact.PhaseEnded fact, Instant at) {
        boolean again = phase.ended();
        run.change(phase, at, () -> {
            phase.ending = fact.ending();
            set(phase, state(fact.ending()), at);
            phase.closing = null;
            phase.wanted = null;
            phase.awaiting = false;
            phase.interrupting = false;
            phase.released = false;
            phase.endedAs = run.size;
            phase.node =
                    phase.begun ? phase.basis() : Outputs.of(new Output(phase.name(), phase.outputs()), before(phase));
        });
        phase.needs.forEach(one -> {
            one.users.remove(phase);
            one.leaving.remove(phase);
        });
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

    private void phasesReset(Fact.PhasesReset fact, Instant at) {
        for (String name : fact.phases()) {
            PhaseRun phase = run.byName.get(name);
            if (phase != null) {
                run.change(phase, at, () -> reset(phase, fact.started().contains(name)));
            }
        }
        run.timedOut = false;
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
        phase.granted = false;
        phase.wanted = null;
        phase.startedBy = null;
    }

    // ---- activations

    private @Nullable Needed known(Activation activation) {
        return run.needed.get(activation.key());
    }

    private void activating(Fact.Activating fact, Instant at) {
        Needed one = known(fact.activation());
        if (one != null) {
            one.order = run.size;
            one.times++;
            run.calls.put(Calls.activate(one), one);
            run.stage(one, Needed.Stage.ACTIVATING);
        }
    }

    private void activated(Fact.Activated fact, Instant at) {
        Needed one = known(fact.activation());
        if (one == null) {
            return;
        }
        one.abandonAt = null;
        run.calls.remove(Calls.activate(one));
        fact.problem()
                .ifPresent(problem -> one.users.stream()
                        .filter(phase -> reached(phase, one))
                        .forEach(phase -> phase.activationProblem = problem));
        run.stage(one, fact.problem().isPresent() ? Needed.Stage.OFF : Needed.Stage.ON);
    }

    /** Whether this is what the phase waits for: all that it needs before is active. */
    private static boolean reached(PhaseRun phase, Needed wanted) {
        return phase.needs.stream().takeWhile(one -> one != wanted).allMatch(one -> one.stage == Needed.Stage.ON);
    }

    private void deactivating(Fact.Deactivating fact, Instant at) {
        Needed one = known(fact.activation());
        if (one != null) {
            one.ends++;
            run.calls.put(Calls.deactivate(one), one);
            one.abandonAt = fact.until();
            run.alarm(fact.until(), one);
            run.stage(one, Needed.Stage.DEACTIVATING);
        }
    }

    private void deactivated(Fact.Deactivated fact, Instant at) {
        fact.problem()
                .ifPresent(problem ->
                        run.warnings.add("deactivation of " + fact.activation().name() + ": " + problem));
        Needed one = known(fact.activation());
        if (one != null) {
            one.abandonAt = null;
            run.calls.remove(Calls.deactivate(one));
            run.stage(one, Needed.Stage.OFF);
        }
    }

    // ---- work

    private void withPlace(Fact.Attempt attempt, Consumer<Place> meaning) {
        PhaseRun phase = run.byName.get(attempt.phase());
        if (phase != null && attempt.round() == phase.round && attempt.place() < phase.places.size()) {
            meaning.accept(phase.places.get(attempt.place()));
            run.touch(phase);
        }
    }

    private void workStarted(Place place, Fact.WorkStarted fact, Instant at) {
        place.settle();
        place.become(Place.Stage.WORKING);
        place.attempt = fact.attempt().number();
        run.calls.put(place.call(), place);
        place.retryAt = null;
        place.startedAt = at;
        place.deadline = fact.deadline().orElse(null);
        run.alarm(place.deadline, place);
        Instant limit = place.phase.deadline;
        if (place.deadline != null && limit != null && place.deadline.isAfter(limit)) {
            place.phase.deadline = place.deadline;
            run.alarm(place.deadline, place.phase);
        }
    }

    private void workEnded(Place place, Fact.WorkEnded fact) {
        run.calls.remove(place.call());
        place.settle();
        place.result = fact.result();
        place.outcome = fact.outcome();
        place.retryAt = fact.retryAt().orElse(null);
        run.alarm(place.retryAt, place.phase);
        switch (fact.outcome()) {
            case SUCCEEDED -> place.become(Place.Stage.DONE);
            case INTERRUPTED, CANCELLED -> {
                place.become(Place.Stage.TODO);
                place.result = null;
            }
            case FAILED, BROKE, TIMED_OUT -> {
                place.used++;
                place.become(fact.retryAt().isPresent() ? Place.Stage.TODO : Place.Stage.FAILED);
            }
        }
    }

    private void callCancelled(Fact.CallCancelled fact, Instant at) {
        Object caller = run.calls.get(fact.call());
        if (caller instanceof Place place) {
            place.cancelled = fact.why();
            place.abandonAt = fact.until();
            run.alarm(fact.until(), place);
            run.touch(place.phase);
        } else if (caller instanceof PhaseRun phase) {
            phase.judgingAbandonAt = fact.until();
            phase.timedOut = fact.why() == Fact.Why.TIMEOUT;
            run.alarm(fact.until(), phase);
            run.touch(phase);
        } else if (caller instanceof Needed one) {
            one.abandonAt = fact.until();
            run.alarm(fact.until(), one);
        } else if (caller instanceof Rollbacks rollback) {
            rollback.abandonAt = fact.until();
            run.alarm(fact.until(), rollback);
        }
    }

    private void callDropped(Fact.CallDropped fact, Instant at) {
        Object caller = run.calls.remove(fact.call());
        if (caller instanceof PhaseRun phase) {
            phase.judging = 0;
            run.touch(phase);
        } else if (caller instanceof Needed one) {
            // Nobody knows whether it became active, so it counts as active and is deactivated.
            one.abandonAt = null;
            run.stage(one, Needed.Stage.ON);
        } else if (caller instanceof Rollbacks rollback) {
            rollback.stage = Rollbacks.Stage.READY;
            rollback.settle();
        }
    }

    private void criterionJudged(PhaseRun phase, Fact.CriterionJudged fact, Instant at) {
        if (fact.criterion() < 1 || fact.criterion() > phase.criteria.size()) {
            return;
        }
        PhaseRun.Judgement judgement = phase.criteria.get(fact.criterion() - 1);
        judgement.verdict = fact.verdict();
        judgement.at = at;
        judge(phase, at);
    }

    /** Turns to the next criterion; where none is left, perhaps to a person. */
    private void judge(PhaseRun phase, Instant at) {
        boolean cancelled = phase.judgingAbandonAt != null;
        run.calls.remove(Calls.judge(phase, phase.judging));
        run.change(phase, at, () -> {
            phase.judging = cancelled ? 0 : phase.firstUnjudged();
            phase.awaiting = phase.state == PhaseState.VERIFYING && awaiting(phase);
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

    // ---- people

    private void acted(Fact.Acted fact, Instant at) {
        OperatorAction action = fact.action();
        if (action instanceof OperatorAction.Stop) {
            run.stopBy = run.stops == 0 ? at.plus(run.plan.policy().grace()) : at;
            run.stops++;
            run.reason = fact.reason();
            run.touchAll();
        } else if (run.outcome != null
                && (action instanceof OperatorAction.Complete || action instanceof OperatorAction.Retry)) {
            run.outcome = Fact.Outcome.STOPPED;
            run.reason = action.verb() + " by " + fact.actor().name();
        }
        PhaseRun phase = run.byName.get(action.subject().orElse(""));
        if (phase != null) {
            run.change(phase, at, () -> actedOn(phase, fact, at));
        }
    }

    private void actedOn(PhaseRun phase, Fact.Acted fact, Instant at) {
        if (fact.action() instanceof OperatorAction.Start) {
            if (run.rollback.waiting() && run.rollback.current == phase) {
                run.rollback.stage = Rollbacks.Stage.READY;
                return;
            }
            phase.startedBy = fact.actor();
            phase.granted = true;
            if (phase.state == PhaseState.WAITING) {
                phase.released = true;
                set(phase, PhaseState.PENDING, at);
            }
        } else if (fact.action() instanceof OperatorAction.Complete && !phase.ended()) {
            phase.wanted = new Ending.Completed(Ending.Proof.OPERATOR);
        } else if (fact.action() instanceof OperatorAction.Skip && !phase.ended()) {
            phase.wanted = new Ending.Skipped(Ending.SkipCause.OPERATOR, Optional.empty());
        } else if (fact.action() instanceof OperatorAction.Reject) {
            phase.wanted = new Ending.Failed(
                    phase.state == PhaseState.WAITING ? Ending.Cause.REJECTED : Ending.Cause.CRITERION,
                    "rejected by " + fact.actor().name() + (fact.reason().isBlank() ? "" : ": " + fact.reason()));
        }
    }

    // ---- rollback

    private void compensating(PhaseRun phase, Rollbacks.Stage stage) {
        run.rollback.current = phase;
        run.rollback.stage = stage;
        run.rollback.settle();
    }

    private void compensationEnded(PhaseRun phase, Fact.CompensationEnded fact, Instant at) {
        run.calls.remove(Calls.compensate(phase, run.rollback.times));
        run.rollback.done.add(phase);
        run.rollback.current = null;
        run.rollback.times = 0;
        run.rollback.settle();
        if (!fact.success()) {
            run.warnings.add("rollback of " + phase.name() + ": " + fact.summary());
        }
    }
}
