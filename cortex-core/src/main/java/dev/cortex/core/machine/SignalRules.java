package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Fact;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each signal means, before anything follows from it. */
final class SignalRules {
    private final Turn turn;
    private final RunState run;
    private final WorkRules work;
    private final ActRules acts;

    SignalRules(Turn turn, WorkRules work, ActRules acts) {
        this.turn = turn;
        this.run = turn.run;
        this.work = work;
        this.acts = acts;
    }

    void hear(Signal signal) {
        if (signal instanceof Signal.Begin begin) {
            turn.emit(new Fact.RunStarted(run.scenario(), run.plan.policy(), begin.inputs(), begin.actor()));
        } else if (signal instanceof Signal.Take take) {
            turn.emit(new Fact.RunTaken(take.owner()));
        } else if (signal instanceof Signal.Act act) {
            acts.apply(act);
        } else if (!(signal instanceof Signal.Release)) {
            hearAnswer(signal);
        }
    }

    private void hearAnswer(Signal signal) {
        if (signal instanceof Signal.Worked worked) {
            if (caller(worked.call()) instanceof Place place) {
                work.worked(place, worked.result(), Fact.WorkOutcome.FAILED);
            }
        } else if (signal instanceof Signal.Judged judged) {
            if (caller(judged.call()) instanceof PhaseRun phase) {
                judged(phase, judged.verdict());
            }
        } else if (signal instanceof Signal.Compensated done) {
            if (caller(done.call()) instanceof Rollbacks) {
                compensated(true, done.summary());
            }
        } else if (signal instanceof Signal.Done done) {
            if (caller(done.call()) instanceof Needed one) {
                switched(one, Optional.empty());
            }
        } else if (signal instanceof Signal.Broke broke) {
            broke(caller(broke.call()), broke.problem());
        } else if (signal instanceof Signal.Declined declined) {
            declined(caller(declined.call()), declined.reason());
        }
    }

    private @Nullable Object caller(String call) {
        return run.calls.get(call);
    }

    private void judged(PhaseRun phase, Verdict verdict) {
        if (phase.judgingAbandonAt != null && verdict.result() == Verdict.Result.UNKNOWN) {
            turn.emit(new Fact.CallDropped(Calls.judge(phase, phase.judging), false));
        } else {
            turn.emit(new Fact.CriterionJudged(phase.name(), phase.judging, verdict));
        }
    }

    private void switched(Needed one, Optional<String> problem) {
        if (one.stage == Needed.Stage.ACTIVATING) {
            turn.emit(new Fact.Activated(one.activation, problem));
        } else if (one.stage == Needed.Stage.DEACTIVATING) {
            turn.emit(new Fact.Deactivated(one.activation, problem));
        }
    }

    private void compensated(boolean success, String summary) {
        PhaseRun phase = run.rollback.current;
        if (phase != null) {
            turn.emit(new Fact.CompensationEnded(phase.name(), success, summary));
        }
    }

    private void broke(@Nullable Object caller, String problem) {
        if (caller instanceof Place place) {
            work.worked(place, AgentResult.failure(problem), Fact.WorkOutcome.BROKE);
        } else if (caller instanceof PhaseRun phase) {
            judged(phase, Verdict.unknown(problem, "cortex"));
        } else if (caller instanceof Needed one) {
            boolean on = one.stage == Needed.Stage.ACTIVATING;
            switched(one, Optional.of(on ? "could not be activated: " + label(one) + ": " + problem : problem));
        } else if (caller instanceof Rollbacks rollback) {
            if (!dropped(rollback, rollback.abandonAt != null)) {
                compensated(false, problem);
            }
        }
    }

    private void declined(@Nullable Object caller, String reason) {
        if (caller instanceof Needed one) {
            String message = label(one) + ": " + reason;
            if (one.stage == Needed.Stage.ACTIVATING && !run.warnings.contains(message)) {
                turn.emit(new Fact.Warned(Optional.empty(), message));
            }
            switched(one, Optional.empty());
        } else if (caller instanceof Rollbacks rollback && !dropped(rollback, run.stopping())) {
            run.rollbackDeclined = true;
            turn.emit(new Fact.Warned(Optional.empty(), "rollback: not performed: " + reason));
        }
    }

    /** A compensation that was stopped and came to nothing begins anew when the run goes on. */
    private boolean dropped(Rollbacks rollback, boolean stopped) {
        PhaseRun phase = rollback.current;
        if (stopped && phase != null) {
            turn.emit(new Fact.CallDropped(Calls.compensate(phase), false));
        }
        return stopped;
    }

    private static String label(Needed one) {
        return (one.activation.kind() == Activation.Kind.PROFILE ? "profile " : "agent ") + one.activation.name();
    }
}
