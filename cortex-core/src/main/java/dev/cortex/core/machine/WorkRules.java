package dev.cortex.core.machine;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.agent.Assignment;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.CriterionCheck;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.Fact.WorkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When agents are asked to work and criteria to be judged, when they are asked to stop, and what their answers mean. */
final class WorkRules {
    private final Turn turn;
    private final RunState run;

    WorkRules(Turn turn) {
        this.turn = turn;
        this.run = turn.run;
    }

    // ---- asking

    /** Starts the work of every place whose turn it is. */
    void startDue(PhaseRun phase) {
        if (!phase.ordered) {
            phase.ordered = true;
            phase.places.stream()
                    .filter(place -> place.stage == Place.Stage.WORKING)
                    .forEach(this::order);
        }
        if (!phase.together()) {
            if (phase.working == 0 && !phase.todo.isEmpty()) {
                startIfDue(phase.places.get(phase.todo.first()));
            }
            return;
        }
        for (int index : List.copyOf(phase.due)) {
            startIfDue(phase.places.get(index));
        }
    }

    private void startIfDue(Place place) {
        if (place.retryAt != null && turn.now.isBefore(place.retryAt)) {
            return;
        }
        PhaseRun phase = place.phase;
        Optional<Instant> deadline =
                place.used > 0 ? phase.phase.timeout().map(turn.now::plus) : Optional.ofNullable(phase.deadline);
        turn.emit(new Fact.WorkStarted(
                new Fact.Attempt(phase.name(), phase.round, place.index, place.agent, place.attempt + 1), deadline));
        order(place);
    }

    private void order(Place place) {
        if (place.cancelled == null && !place.lost) {
            turn.order(new Command.Work(place.call(), assignment(place)));
        }
    }

    private Assignment assignment(Place place) {
        PhaseRun phase = place.phase;
        Assignment.Builder assignment = Assignment.of(run.id, run.scenario(), phase.phase, place.agent)
                .attempt(place.attempt)
                .idempotencyKey(place.idempotencyKey(run.id))
                .inputs(run.inputs)
                .outputs(phase.together() ? Outputs.joined(phase.before) : phase.basis())
                .unmet(phase.unmet);
        if (place.deadline != null) {
            Duration left = Duration.between(turn.now, place.deadline);
            assignment.timeLeft(left.isNegative() ? Duration.ZERO : left);
        }
        return assignment.build();
    }

    /** Has the next criterion judged, or looks at whether that takes too long. */
    void judge(PhaseRun phase) {
        String call = Calls.judge(phase, phase.judging);
        if (phase.judgingAbandonAt == null) {
            turn.order(new Command.Judge(call, check(phase)));
            if (phase.deadline != null && !turn.now.isBefore(phase.deadline)) {
                cancelJudging(phase, Fact.Why.TIMEOUT);
            }
        }
    }

    private CriterionCheck check(PhaseRun phase) {
        var criterion = phase.phase.criteria().get(phase.judging - 1);
        Map<String, String> evidence = new LinkedHashMap<>();
        for (Place place : phase.places) {
            String said = place.result == null ? null : place.result.evidence().get(criterion.text());
            if (said != null) {
                evidence.merge(place.agent, said, (a, b) -> a + "; " + b);
            }
        }
        return new CriterionCheck(run.id, phase.phase, criterion, run.inputs, phase.basis(), evidence);
    }

    // ---- asking to stop

    /** Asks every open call of a phase to stop, and gives up those that have had their time. */
    void cancel(PhaseRun phase, Fact.Why why) {
        if (!phase.cancelling || run.stops > 1) {
            phase.cancelling = true;
            for (Place place : phase.places) {
                if (place.stage == Place.Stage.WORKING && !place.lost) {
                    cancel(place, why);
                }
            }
        }
        if (phase.judging > 0) {
            cancelJudging(phase, why);
        }
    }

    private void cancel(Place place, Fact.Why why) {
        if (place.cancelled == null) {
            turn.emit(new Fact.CallCancelled(place.call(), why, turn.patience()));
            turn.cancel(place.call());
        }
        expire(place);
    }

    private void cancelJudging(PhaseRun phase, Fact.Why why) {
        String call = Calls.judge(phase, phase.judging);
        if (phase.judgingAbandonAt == null) {
            turn.emit(new Fact.CallCancelled(call, why, turn.patience()));
            turn.cancel(call);
        }
        if (turn.over(phase.judgingAbandonAt)) {
            turn.abandon(call);
            turn.emit(new Fact.CallDropped(call, true));
        }
    }

    /** Looks at a place whose moment has come: to begin again, or to stop. */
    void ring(Place place) {
        if (place.retryAt != null && !turn.now.isBefore(place.retryAt)) {
            place.wake();
            run.touch(place.phase);
        }
        expire(place);
    }

    /** Looks at whether an agent has taken too long, to work or to stop. */
    void expire(Place place) {
        if (place.stage != Place.Stage.WORKING || place.lost) {
            return;
        }
        if (turn.over(place.abandonAt)) {
            turn.abandon(place.call());
            end(place, stopped(place), true, AgentResult.failure(words(place) + ", and did not stop when asked to"));
        } else if (place.cancelled == null && place.deadline != null && !turn.now.isBefore(place.deadline)) {
            turn.emit(new Fact.CallCancelled(place.call(), Fact.Why.TIMEOUT, turn.patience()));
            turn.cancel(place.call());
            if (turn.over(place.abandonAt)) {
                expire(place);
            }
        }
    }

    private static WorkOutcome stopped(Place place) {
        return place.cancelled == Fact.Why.TIMEOUT
                ? WorkOutcome.TIMED_OUT
                : place.cancelled == Fact.Why.PHASE_OVER ? WorkOutcome.CANCELLED : WorkOutcome.INTERRUPTED;
    }

    private static String words(Place place) {
        return switch (stopped(place)) {
            case TIMED_OUT -> PhaseRules.tookTooLong(place.phase);
            case CANCELLED -> "the phase was over";
            default -> "interrupted";
        };
    }

    /** Ends the work whose owner went away. */
    void endLost(PhaseRun phase) {
        if (phase.lost == 0) {
            return;
        }
        for (Place place : new ArrayList<>(phase.places)) {
            if (place.lost) {
                end(place, stopped(place), false, AgentResult.failure(words(place)));
            }
        }
    }

    // ---- hearing answers

    void worked(Place place, AgentResult result, WorkOutcome failure) {
        if (place.cancelled == Fact.Why.TIMEOUT) {
            end(place, WorkOutcome.TIMED_OUT, false, AgentResult.failure(words(place)));
        } else if (result.success()) {
            end(place, WorkOutcome.SUCCEEDED, false, result);
        } else if (place.cancelled != null || run.stopping()) {
            end(place, stopped(place), false, result);
        } else {
            end(place, failure, false, result);
        }
    }

    private void end(Place place, WorkOutcome outcome, boolean abandoned, AgentResult result) {
        turn.emit(new Fact.WorkEnded(place.current(), outcome, abandoned, result, retryAt(place, outcome)));
    }

    private Optional<Instant> retryAt(Place place, WorkOutcome outcome) {
        boolean counts =
                outcome == WorkOutcome.FAILED || outcome == WorkOutcome.BROKE || outcome == WorkOutcome.TIMED_OUT;
        PhaseRun phase = place.phase;
        boolean over = phase.wanted != null || run.timedOut || phase.doomedBy != null;
        int failures = place.used + 1;
        return counts && !over && failures < phase.phase.retry().maxAttempts()
                ? Optional.of(turn.now.plus(phase.phase.retry().pause(failures)))
                : Optional.empty();
    }
}
