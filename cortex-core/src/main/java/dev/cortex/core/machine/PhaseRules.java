package dev.cortex.core.machine;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.PhaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a phase goes on: from pending to its end. */
final class PhaseRules {
    private final Turn turn;
    private final RunState run;
    private final ActivationRules activations;
    private final WorkRules work;

    PhaseRules(Turn turn, ActivationRules activations, WorkRules work) {
        this.turn = turn;
        this.run = turn.run;
        this.activations = activations;
        this.work = work;
    }

    /** Looks at a phase that something has touched, and does what follows. */
    void settle(PhaseRun phase) {
        if (phase.state == PhaseState.PENDING || phase.state == PhaseState.WAITING) {
            settleIdle(phase);
        } else if (phase.awaiting) {
            settleAwaiting(phase);
        } else if (phase.active()) {
            settleActive(phase);
        }
    }

    // ---- before it starts

    private void settleIdle(PhaseRun phase) {
        if (!activations.released(phase)) {
            return;
        }
        if (phase.wanted != null) {
            turn.emit(new Fact.PhaseEnded(phase.name(), phase.wanted));
        } else if (!run.stopping() && !run.timedOut && !run.recovering()) {
            settleOpen(phase);
        }
    }

    private void settleOpen(PhaseRun phase) {
        PhaseRun first = run.failFastRoot;
        if (run.scenario().failFast() && first != null && !phase.handler && !phase.begun && !phase.retried) {
            turn.emit(new Fact.PhaseEnded(
                    phase.name(), new Ending.Skipped(Ending.SkipCause.FAIL_FAST, Optional.of(first.name()))));
        } else if (phase.state == PhaseState.WAITING) {
            return;
        } else if (phase.released) {
            enqueue(phase);
        } else if (run.conditions.ready(phase)) {
            if (phase.phase.gate() && !phase.granted) {
                turn.emit(new Fact.GateOpened(phase.name()));
            } else {
                enqueue(phase);
            }
        } else {
            run.conditions.skip(phase).ifPresent(skip -> turn.emit(new Fact.PhaseEnded(phase.name(), skip)));
        }
    }

    private void enqueue(PhaseRun phase) {
        if (phase.repeatAt == null || !turn.now.isBefore(phase.repeatAt)) {
            (run.needsLane(phase) ? run.readyForLane : run.readyBeside).add(phase.index());
        }
    }

    /** Starts what is ready, in declaration order, as far as lane and places allow. */
    void admit() {
        while (run.placeFree() && !run.stopping() && !run.timedOut && !run.recovering()) {
            @Nullable Integer lane = run.laneFree() && !run.readyForLane.isEmpty() ? run.readyForLane.first() : null;
            @Nullable Integer beside = run.readyBeside.isEmpty() ? null : run.readyBeside.first();
            if (lane == null && beside == null) {
                return;
            }
            start(run.phases.get(lane == null || (beside != null && beside < lane) ? nonNull(beside) : nonNull(lane)));
        }
    }

    private static int nonNull(@Nullable Integer index) {
        return Objects.requireNonNull(index, "index");
    }

    private void start(PhaseRun phase) {
        Optional<Instant> deadline = phase.phase.timeout().map(turn.now::plus);
        turn.emit(new Fact.PhaseStarted(phase.name(), phase.nextRound, deadline));
    }

    // ---- while it runs

    private void settleActive(PhaseRun phase) {
        if (phase.closing != null) {
            finishClosing(phase, phase.closing);
            return;
        }
        work.endLost(phase);
        Optional<Ending> doom = doom(phase);
        if (doom.isEmpty() && !run.stopping() && !phase.interrupting) {
            goOn(phase);
            return;
        }
        if (doom.isEmpty() && phase.interrupting && run.recovering()) {
            return;
        }
        work.cancel(phase, doom.isPresent() ? Fact.Why.PHASE_OVER : Fact.Why.STOP);
        if (!phase.callOpen()) {
            doom.ifPresentOrElse(
                    ending -> close(phase, ending), () -> turn.emit(new Fact.PhaseInterrupted(phase.name())));
        }
    }

    /** How the phase has to end, if that is decided. */
    private Optional<Ending> doom(PhaseRun phase) {
        if (phase.wanted != null) {
            return Optional.of(phase.wanted);
        }
        if (run.timedOut) {
            return failed(Ending.Cause.TIMEOUT, "the time that the scenario allows is over");
        }
        if (phase.activationProblem != null) {
            return failed(Ending.Cause.AGENT, phase.activationProblem);
        }
        Place first = phase.doomedBy;
        if (first != null) {
            String why = first.result == null ? "" : first.result.summary();
            boolean late = first.outcome == Fact.WorkOutcome.TIMED_OUT;
            return failed(late ? Ending.Cause.TIMEOUT : Ending.Cause.AGENT, first.agent + ": " + why);
        }
        return phase.timedOut ? failed(Ending.Cause.TIMEOUT, tookTooLong(phase)) : Optional.empty();
    }

    private static Optional<Ending> failed(Ending.Cause cause, String reason) {
        return Optional.of(new Ending.Failed(cause, reason));
    }

    static String tookTooLong(PhaseRun phase) {
        return "took longer than "
                + phase.phase.timeout().map(Duration::toString).orElse("allowed");
    }

    private void goOn(PhaseRun phase) {
        if (phase.repeatAt != null) {
            if (!turn.now.isBefore(phase.repeatAt)) {
                start(phase);
            }
        } else if (phase.state == PhaseState.VERIFYING) {
            verify(phase);
        } else if (phase.workRemains() || (run.needsActive(phase) && !activations.activated(phase))) {
            workOn(phase);
        } else if (phase.criteria.isEmpty()) {
            close(phase, new Ending.Completed(Ending.Proof.VERIFIED));
        } else if (run.plan.policy().verification() == Verification.OFF) {
            close(phase, new Ending.Completed(Ending.Proof.UNVERIFIED));
        } else {
            turn.emit(new Fact.PhaseVerifying(phase.name()));
        }
    }

    private void workOn(PhaseRun phase) {
        if (activations.activated(phase)) {
            work.startDue(phase);
        } else if (phase.working == 0 && phase.deadline != null && !turn.now.isBefore(phase.deadline)) {
            close(phase, new Ending.Failed(Ending.Cause.TIMEOUT, "activation " + tookTooLong(phase)));
        }
    }

    // ---- when its agents are done

    private void verify(PhaseRun phase) {
        if (phase.judging > 0) {
            work.judge(phase);
        } else {
            decide(phase);
        }
    }

    private void decide(PhaseRun phase) {
        if (phase.judged(Verdict.Result.UNMET)) {
            unmet(phase);
        } else {
            boolean open = phase.judged(Verdict.Result.UNKNOWN);
            close(phase, new Ending.Completed(open ? Ending.Proof.UNVERIFIED : Ending.Proof.VERIFIED));
        }
    }

    private void unmet(PhaseRun phase) {
        int failures = phase.repeats + 1;
        if (failures < phase.phase.retry().maxAttempts() && !phase.places.isEmpty()) {
            Instant at = turn.now.plus(phase.phase.retry().pause(failures));
            turn.emit(new Fact.PhaseRepeated(phase.name(), phase.round + 1, at));
            return;
        }
        StringBuilder which = new StringBuilder();
        for (int i = 0; i < phase.criteria.size(); i++) {
            Verdict verdict = phase.criteria.get(i).verdict;
            if (verdict != null && verdict.result() == Verdict.Result.UNMET) {
                which.append(which.isEmpty() ? "" : "; ")
                        .append(phase.phase.criteria().get(i).text());
            }
        }
        close(phase, new Ending.Failed(Ending.Cause.CRITERION, "not met: " + which));
    }

    private void settleAwaiting(PhaseRun phase) {
        if (phase.closing != null) {
            finishClosing(phase, phase.closing);
        } else if (activations.released(phase)) {
            if (phase.wanted != null) {
                turn.emit(new Fact.PhaseEnded(phase.name(), phase.wanted));
            } else if (!phase.asks() && !run.stopping()) {
                decide(phase);
            }
        }
    }

    private void close(PhaseRun phase, Ending ending) {
        if (ending instanceof Ending.Completed completed && completed.proof() != Ending.Proof.OPERATOR) {
            Set<String> given = phase.outputs().map().keySet();
            phase.phase.outputs().stream()
                    .filter(name -> !given.contains(name))
                    .forEach(name -> turn.emit(new Fact.Warned(
                            Optional.of(phase.name()),
                            "phase " + phase.name() + " promised an output " + name + " and did not give it")));
        }
        boolean leaves = !phase.leaving.isEmpty()
                || phase.needs.stream()
                        .anyMatch(one -> !one.off() && one.users.contains(phase) && one.users.size() == 1);
        if (leaves) {
            turn.emit(new Fact.PhaseClosing(phase.name(), ending));
        } else {
            turn.emit(new Fact.PhaseEnded(phase.name(), ending));
        }
    }

    private void finishClosing(PhaseRun phase, Ending ending) {
        if (activations.released(phase)) {
            turn.emit(new Fact.PhaseEnded(phase.name(), phase.wanted == null ? ending : phase.wanted));
        }
    }
}
