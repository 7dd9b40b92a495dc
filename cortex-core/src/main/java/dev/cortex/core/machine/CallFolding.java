package dev.cortex.core.machine;

import dev.cortex.api.agent.Activation;
import dev.cortex.api.event.Fact;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the facts about calls to the host mean for the state: activations and work. */
final class CallFolding {
    private final RunState run;

    CallFolding(RunState run) {
        this.run = run;
    }

    private @Nullable Needed known(Activation activation) {
        return run.needed.get(activation.key());
    }

    void activating(Fact.Activating fact, Instant at) {
        // One that the run needs no more, since it goes on with another definition, has to be deactivated as well.
        Needed one = run.needed.computeIfAbsent(fact.activation().key(), key -> new Needed(fact.activation()));
        one.order = run.size;
        one.times++;
        run.calls.put(Calls.activate(one), one);
        run.stage(one, Needed.Stage.ACTIVATING);
    }

    void activated(Fact.Activated fact, Instant at) {
        Needed one = known(fact.activation());
        if (one == null) {
            return;
        }
        boolean cancelled = one.abandonAt != null;
        one.abandonAt = null;
        run.calls.remove(Calls.activate(one));
        // One that was asked to stop before somebody else wanted it says nothing against those.
        fact.problem()
                .filter(problem -> !cancelled)
                .ifPresent(problem -> one.users.stream()
                        .filter(phase -> reached(phase, one))
                        .forEach(phase -> phase.activationProblem = problem));
        run.stage(one, fact.problem().isPresent() ? Needed.Stage.OFF : Needed.Stage.ON);
    }

    /** Whether this is what the phase waits for: all that it needs before is active. */
    private static boolean reached(PhaseRun phase, Needed wanted) {
        return phase.needs.stream().takeWhile(one -> one != wanted).allMatch(Needed::on);
    }

    void deactivating(Fact.Deactivating fact, Instant at) {
        Needed one = known(fact.activation());
        if (one != null) {
            one.ends++;
            run.calls.put(Calls.deactivate(one), one);
            one.abandonAt = fact.until();
            run.alarm(fact.until(), one);
            run.stage(one, Needed.Stage.DEACTIVATING);
        }
    }

    void deactivated(Fact.Deactivated fact, Instant at) {
        fact.problem()
                .ifPresent(problem ->
                        run.warnings.add("deactivation of " + fact.activation().name() + ": " + problem));
        Needed one = known(fact.activation());
        if (one != null) {
            one.abandonAt = null;
            one.left = fact.problem().isPresent();
            run.calls.remove(Calls.deactivate(one));
            run.stage(one, Needed.Stage.OFF);
        }
    }

    void withPlace(Fact.Attempt attempt, Consumer<Place> meaning) {
        PhaseRun phase = run.byName.get(attempt.phase());
        if (phase != null
                && attempt.round() == phase.round
                && attempt.place() >= 0
                && attempt.place() < phase.places.size()) {
            meaning.accept(phase.places.get(attempt.place()));
            run.touch(phase);
        }
    }

    void workStarted(Place place, Fact.WorkStarted fact, Instant at) {
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

    void workEnded(Place place, Fact.WorkEnded fact, Instant at) {
        run.calls.remove(place.call());
        place.settle();
        place.result = fact.result();
        place.outcome = fact.outcome();
        place.retryAt = null;
        switch (fact.outcome()) {
            case SUCCEEDED -> place.become(Place.Stage.DONE);
            case INTERRUPTED, CANCELLED -> {
                place.become(Place.Stage.OPEN);
                place.result = null;
            }
            case FAILED, BROKE, TIMED_OUT -> {
                place.used++;
                place.become(fact.retryAt().isPresent() ? Place.Stage.OPEN : Place.Stage.FAILED);
            }
        }
        fact.retryAt().filter(at::isBefore).ifPresent(later -> {
            place.pause(later);
            run.alarm(later, place);
        });
    }

    void callCancelled(Fact.CallCancelled fact, Instant at) {
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

    void callDropped(Fact.CallDropped fact, Instant at) {
        Object caller = run.calls.remove(fact.call());
        if (caller instanceof PhaseRun phase) {
            phase.judging = 0;
            run.touch(phase);
        } else if (caller instanceof Needed one) {
            // Nobody knows whether it became active, so it counts as active and is deactivated.
            one.abandonAt = null;
            one.unsure = true;
            run.stage(one, Needed.Stage.ON);
        } else if (caller instanceof Rollbacks rollback) {
            rollback.stage = Rollbacks.Stage.READY;
            rollback.settle();
        }
    }
}
