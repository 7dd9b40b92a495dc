package dev.cortex.core.machine;

import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.Blocker.Kind;
import dev.cortex.api.run.Blocker.Remedy;
import dev.cortex.api.run.PhaseState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** For each phase that is not done: what keeps it, where that begins, and what would help. */
final class Blockers {
    private final RunState run;
    private final boolean undriven;
    private final Map<PhaseRun, PhaseRun> roots = new HashMap<>();

    Blockers(RunState run, boolean undriven) {
        this.run = run;
        this.undriven = undriven;
    }

    List<Blocker> all() {
        List<Blocker> all = new ArrayList<>();
        for (PhaseRun phase : run.phases) {
            blocker(phase).ifPresent(all::add);
        }
        if (run.rollback.waiting() && run.rollback.current != null) {
            String name = run.rollback.current.name();
            all.add(new Blocker(
                    name, Kind.COMPENSATION, "its rollback waits to be started", Optional.of(name), Remedy.START));
        }
        return all;
    }

    private Optional<Blocker> blocker(PhaseRun phase) {
        return switch (phase.state) {
            case COMPLETED -> Optional.empty();
            case FAILED -> Optional.of(failed(phase));
            case SKIPPED -> skipped(phase);
            case PENDING -> Optional.of(pending(phase));
            default -> Optional.of(own(phase, phase));
        };
    }

    private Blocker failed(PhaseRun phase) {
        Ending.Failed ending = (Ending.Failed) Objects.requireNonNull(phase.ending);
        Remedy remedy = run.outcome == Fact.Outcome.FAILED ? Remedy.RETRY : Remedy.COMPLETE;
        return new Blocker(
                phase.name(), Kind.FAILED, ending.text() + ": " + ending.reason(), Optional.of(phase.name()), remedy);
    }

    private Optional<Blocker> skipped(PhaseRun phase) {
        Ending.Skipped ending = (Ending.Skipped) Objects.requireNonNull(phase.ending);
        String root = Conditions.rootOf(phase);
        return switch (ending.why()) {
            case NOT_NEEDED -> Optional.empty();
            case UPSTREAM_FAILED, FAIL_FAST ->
                Optional.of(new Blocker(
                        phase.name(),
                        Kind.SKIPPED,
                        ending.text(),
                        Optional.of(root),
                        run.outcome == Fact.Outcome.FAILED ? Remedy.RETRY : Remedy.COMPLETE));
            case UPSTREAM_SKIPPED, OPERATOR ->
                Optional.of(new Blocker(phase.name(), Kind.SKIPPED, ending.text(), Optional.of(root), Remedy.COMPLETE));
        };
    }

    private Blocker pending(PhaseRun phase) {
        Optional<PhaseRun> before = openBefore(phase);
        if (before.isPresent()) {
            PhaseRun root = root(phase);
            Blocker cause = root.state == PhaseState.PENDING ? queued(root, root) : own(root, root);
            return new Blocker(
                    phase.name(),
                    Kind.PREDECESSOR,
                    "waits for " + before.get().name() + ", which is "
                            + before.get().state.text(),
                    Optional.of(root.name()),
                    cause.remedy());
        }
        return queued(phase, phase);
    }

    /** Follows the phases that are waited for to one that waits for none. The plan has no cycles, so this ends. */
    private PhaseRun root(PhaseRun phase) {
        List<PhaseRun> way = new ArrayList<>();
        PhaseRun at = phase;
        while (!roots.containsKey(at)) {
            way.add(at);
            Optional<PhaseRun> before = at.state == PhaseState.PENDING ? openBefore(at) : Optional.empty();
            if (before.isEmpty()) {
                roots.put(at, at);
            } else {
                at = before.get();
            }
        }
        PhaseRun root = roots.getOrDefault(at, at);
        way.forEach(one -> roots.put(one, root));
        return root;
    }

    /** The first phase named in the condition that has not ended, unless the condition is satisfied without it. */
    private Optional<PhaseRun> openBefore(PhaseRun phase) {
        if (phase.released || run.conditions.ready(phase)) {
            return Optional.empty();
        }
        return phase.planned.waitsFor().stream()
                .map(run.phases::get)
                .filter(one -> !one.ended())
                .findFirst();
    }

    /** Why a phase whose condition is satisfied has not started. */
    private Blocker queued(PhaseRun phase, PhaseRun root) {
        String name = phase.name();
        if (undriven) {
            return new Blocker(name, Kind.NO_OWNER, "nobody drives the run", Optional.empty(), Remedy.RESUME);
        }
        if (phase.repeatAt != null) {
            return new Blocker(
                    name, Kind.BACKOFF, "is repeated at " + phase.repeatAt, Optional.of(root.name()), Remedy.WAIT);
        }
        if (!run.placeFree()) {
            return new Blocker(
                    name,
                    Kind.MAX_PARALLEL,
                    run.active + " phases are in progress, as many as max_parallel allows",
                    holder(false),
                    Remedy.WAIT);
        }
        if (run.needsLane(phase) && !run.laneFree()) {
            return new Blocker(name, Kind.LANE, "another phase holds the lane", holder(true), Remedy.WAIT);
        }
        return new Blocker(name, Kind.WORK, "is about to start", Optional.of(root.name()), Remedy.WAIT);
    }

    private Optional<String> holder(boolean ofLane) {
        return run.phases.stream()
                .filter(phase -> phase.active() && (!ofLane || run.needsLane(phase)))
                .map(PhaseRun::name)
                .findFirst();
    }

    /** Why a phase that has begun, or that waits at its gate, has not ended. */
    private Blocker own(PhaseRun phase, PhaseRun root) {
        String name = phase.name();
        Optional<String> itself = Optional.of(root.name());
        if (phase.state == PhaseState.WAITING && phase.asks()) {
            return new Blocker(name, Kind.GATE, "waits to be started", itself, Remedy.START);
        }
        if (phase.asks()) {
            return new Blocker(name, Kind.CONFIRMATION, "criteria wait for a person", itself, Remedy.CONFIRM);
        }
        if (undriven) {
            return new Blocker(name, Kind.NO_OWNER, "nobody drives the run", Optional.empty(), Remedy.RESUME);
        }
        if (phase.repeatAt != null) {
            return new Blocker(name, Kind.BACKOFF, "is repeated at " + phase.repeatAt, itself, Remedy.WAIT);
        }
        Optional<Place> pausing = phase.pausing();
        if (pausing.isPresent()) {
            return new Blocker(
                    name,
                    Kind.BACKOFF,
                    pausing.get().agent + " has failed and tries again at " + pausing.get().retryAt,
                    itself,
                    Remedy.WAIT);
        }
        return new Blocker(
                name,
                Kind.WORK,
                phase.state == PhaseState.VERIFYING ? "its criteria are being judged" : "is being worked on",
                itself,
                Remedy.WAIT);
    }
}
