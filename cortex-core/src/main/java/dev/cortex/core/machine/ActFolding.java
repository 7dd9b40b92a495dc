package dev.cortex.core.machine;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.run.PhaseState;
import java.time.Instant;
import java.util.Optional;

/** What the acts of people mean for the state. */
final class ActFolding {
    private final RunState run;

    ActFolding(RunState run) {
        this.run = run;
    }

    void adopted(Fact.Adopted fact, Instant at) {
        take(fact.number(), fact.checksum()).flatMap(Fact.Handwritten::act).ifPresent(act -> acted(act, at));
    }

    void refused(Fact.Refused fact, Instant at) {
        take(fact.number(), fact.checksum())
                .ifPresent(line -> run.warnings.add(
                        "line " + fact.number() + ", written by hand, does not count: " + fact.reason()));
    }

    private Optional<Fact.Handwritten> take(long number, String checksum) {
        Fact.Handwritten line = run.handwritten.get(number);
        return line != null && line.checksum().equals(checksum)
                ? Optional.ofNullable(run.handwritten.remove(number))
                : Optional.empty();
    }

    void acted(Fact.Acted fact, Instant at) {
        OperatorAction action = fact.action();
        if (action instanceof OperatorAction.Stop) {
            run.stopBy = run.stops == 0 ? at.plus(run.plan.policy().grace()) : at;
            run.stops++;
            run.reason = fact.reason();
            run.touchAll();
        } else if (action instanceof OperatorAction.Adopt) {
            run.phases.forEach(phase -> askAnew(phase, at));
        } else if (run.outcome != null
                && (action instanceof OperatorAction.Complete || action instanceof OperatorAction.Retry)) {
            run.outcome = Fact.Outcome.STOPPED;
            run.reason = action.verb() + " by " + fact.actor().name();
            run.timedOut = false;
        }
        PhaseRun phase = run.byName.get(action.subject().orElse(""));
        if (action instanceof OperatorAction.Retry || (phase != null && leadsOn(phase, action))) {
            run.unfinished.add(fact);
        }
        if (phase != null) {
            run.change(phase, at, () -> actedOn(phase, fact, at));
        }
    }

    /**
     * Another definition may say another condition for a phase that has not started: a gate stays open only where there
     * still is one that opens now, and whoever was started has to be ready.
     */
    private void askAnew(PhaseRun phase, Instant at) {
        boolean waits = phase.state == PhaseState.WAITING;
        boolean open = waits && phase.phase.gate() && run.conditions.ready(phase);
        boolean started = phase.state == PhaseState.PENDING && phase.released && !phase.begun && !phase.retried;
        if ((waits && !open) || started) {
            run.change(phase, at, () -> {
                phase.released = false;
                PhaseFolding.set(phase, PhaseState.PENDING, at);
            });
        }
    }

    /** Whether something has to be recorded that says what the act means. */
    private static boolean leadsOn(PhaseRun phase, OperatorAction action) {
        return action instanceof OperatorAction.Confirm confirm
                ? confirm.criterion() >= 1 && confirm.criterion() <= phase.criteria.size()
                : action instanceof OperatorAction.Complete && phase.ended();
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
                PhaseFolding.set(phase, PhaseState.PENDING, at);
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
}
