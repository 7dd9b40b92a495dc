package dev.cortex.core.machine;

import dev.cortex.api.agent.Output;
import dev.cortex.api.agent.Outputs;
import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.plan.PlannedPhase;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.scenario.AgentMode;
import dev.cortex.api.scenario.Condition;
import dev.cortex.api.scenario.Phase;
import dev.cortex.api.scenario.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The state of one phase in one run. Changed by folding events, and by nothing else. */
final class PhaseRun {
    /** A criterion and what is known about it. */
    static final class Judgement {
        @Nullable
        Verdict verdict;

        @Nullable
        Instant at;
    }

    final PlannedPhase planned;
    final Phase phase;
    final boolean handler;
    final List<Place> places;
    final List<Needed> needs;
    final List<Judgement> criteria;

    /** Places whose work is to be begun, or begun again; those among them that do not pause; how many are at work. */
    final TreeSet<Integer> todo = new TreeSet<>();

    final TreeSet<Integer> due = new TreeSet<>();

    int working;
    /** How many of these are at work for an owner that went away. */
    int lost;
    /** The first place whose agent has failed for good. */
    @Nullable
    Place doomedBy;

    /** How many of its needs, from the first, are known to be active. */
    int activeNeeds;
    /** What it was the last to use and is to be off before it goes on, the last one first. */
    final Set<Needed> leaving = new LinkedHashSet<>();
    /** Whether its open calls were asked to stop, and whether they were ordered from this machine: not folded. */
    boolean cancelling;

    boolean ordered;

    PhaseState state = PhaseState.PENDING;

    @Nullable
    Ending ending;
    /** What the ending will be, while what was activated is being deactivated. */
    @Nullable
    Ending closing;
    /** What an operator wants the ending to be, while agents are being cancelled. */
    @Nullable
    Ending wanted;

    int round;
    int nextRound = 1;
    /** How often it was started in all; part of calls' names, so that answers to an earlier start are not taken for new. */
    int starts;
    /** Repetitions because of criteria, since the last reset. */
    int repeats;
    /** Whether its condition is out of question: it was started, or somebody said that it counts as started. */
    boolean released;
    /** Whether somebody has started its gate, perhaps before it opened. */
    boolean granted;
    /** Whether it has started since the last reset. */
    boolean begun;
    /** Whether somebody wants it to run again, whatever else has failed. */
    boolean retried;
    /** How often its compensation was begun. */
    int compensations;

    @Nullable
    Actor startedBy;

    @Nullable
    Instant since;

    @Nullable
    Instant deadline;

    @Nullable
    Instant repeatAt;
    /** Why something could not be activated. */
    @Nullable
    String activationProblem;
    /** Whether its time was over while its criteria were judged. */
    boolean timedOut;
    /** Whether its owner went away while it was in progress. */
    boolean interrupting;
    /** Whether it has given up lane and place to wait for a person's word on its criteria. */
    boolean awaiting;
    /** The number of the criterion that is being judged; 0 if none is. */
    int judging;

    @Nullable
    Instant judgingAbandonAt;

    Map<String, String> unmet = Map.of();
    /** What its predecessors have produced. */
    List<Outputs> before = List.of();

    @Nullable
    Outputs node;
    /** The number of the event with which it ended. */
    long endedAs;

    PhaseRun(PlannedPhase planned, List<Needed> needs) {
        this.planned = planned;
        this.phase = planned.phase();
        this.needs = needs;
        this.handler = phase.conditions().stream()
                .anyMatch(atom -> atom instanceof Condition.OnFailure || atom instanceof Condition.Always);
        List<Place> all = new ArrayList<>();
        phase.workers().forEach(agent -> all.add(new Place(this, all.size(), agent)));
        this.places = List.copyOf(all);
        places.forEach(place -> {
            todo.add(place.index);
            due.add(place.index);
        });
        this.criteria =
                Stream.generate(Judgement::new).limit(phase.criteria().size()).toList();
    }

    String name() {
        return phase.name();
    }

    int index() {
        return planned.index();
    }

    /** Whether it is in progress or being checked; waiting for a person is neither. */
    boolean active() {
        return state == PhaseState.IN_PROGRESS || (state == PhaseState.VERIFYING && !awaiting);
    }

    boolean ended() {
        return state.ended();
    }

    /** Whether it waits for a person who has not decided yet. */
    boolean asks() {
        return wanted == null
                && (state == PhaseState.WAITING
                        || (awaiting && judged(Verdict.Result.UNKNOWN) && !judged(Verdict.Result.UNMET)));
    }

    /** Whether it may start, as soon as there is room and time for it. */
    boolean queues() {
        return state == PhaseState.PENDING && released;
    }

    /** Whether it has stopped to wait, and will end or begin anew by what a person has decided. */
    boolean movesOn() {
        return !active() && !ended() && (wanted != null || (awaiting && !asks()));
    }

    boolean workRemains() {
        return working > 0 || !todo.isEmpty() || doomedBy != null;
    }

    boolean together() {
        return phase.agentMode() == AgentMode.PARALLEL;
    }

    /** Whether a call of this phase, activations apart, has not been answered. */
    boolean callOpen() {
        return judging > 0 || working > 0;
    }

    /** The agent that is waited for before anybody works again, if all that keeps the phase is such a pause. */
    Optional<Place> pausing() {
        return state != PhaseState.IN_PROGRESS || working > 0 || doomedBy != null
                ? Optional.empty()
                : places.stream()
                        .filter(place -> place.stage == Place.Stage.OPEN && place.retryAt != null)
                        .min(Comparator.comparing(place -> Objects.requireNonNull(place.retryAt)));
    }

    boolean failed() {
        return ending instanceof Ending.Failed;
    }

    /** The outputs of its agents so far. */
    Values outputs() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Place place : places) {
            if (place.result != null && place.stage != Place.Stage.OPEN) {
                all.putAll(place.result.outputs().map());
            }
        }
        return all.isEmpty() ? Values.none() : new Values(all);
    }

    /** What one who works in this phase, or judges it, can build on. */
    Outputs basis() {
        return Outputs.of(new Output(name(), outputs()), before);
    }

    /** The number of the first criterion without a verdict; 0 if all have one. */
    int firstUnjudged() {
        for (int i = 0; i < criteria.size(); i++) {
            if (criteria.get(i).verdict == null) {
                return i + 1;
            }
        }
        return 0;
    }

    boolean judged(Verdict.Result result) {
        return criteria.stream().anyMatch(one -> one.verdict != null && one.verdict.result() == result);
    }

    void resetRound() {
        places.forEach(Place::reset);
        doomedBy = null;
        criteria.forEach(judgement -> {
            judgement.verdict = null;
            judgement.at = null;
        });
        judging = 0;
        judgingAbandonAt = null;
        awaiting = false;
        timedOut = false;
        activationProblem = null;
    }
}
