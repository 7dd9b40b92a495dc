package dev.cortex.core.machine;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.event.Actor;
import dev.cortex.api.event.Ending;
import dev.cortex.api.event.Fact;
import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.run.PhaseState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an act of a person changes at once, whoever drives the run. */
final class ActRules {
    private final Turn turn;
    private final RunState run;

    ActRules(Turn turn) {
        this.turn = turn;
        this.run = turn.run;
    }

    void apply(Signal.Act act) {
        carryOut(new Fact.Acted(act.actor(), act.reason(), act.action()), act.action());
    }

    private void carryOut(Fact fact, OperatorAction action) {
        turn.emit(fact);
        finish();
        action.subject().map(run.byName::get).ifPresent(this::end);
    }

    /**
     * Judges what somebody wrote by hand.
     *
     * @param driven whether the run has been driven since it was taken last, so that nobody may have written behind that
     */
    void judge(boolean driven) {
        for (Map.Entry<Long, Fact.Handwritten> entry : List.copyOf(run.handwritten.entrySet())) {
            long number = entry.getKey();
            Fact.Handwritten line = entry.getValue();
            Optional<String> refusal = driven && number > run.takenAt
                    ? Optional.of("it was written while the run was driven; use a command for that")
                    : refusal(run, line);
            if (refusal.isPresent()) {
                turn.emit(new Fact.Refused(number, line.checksum(), refusal.get()));
            } else {
                line.act().ifPresent(act -> carryOut(new Fact.Adopted(number, line.checksum()), act.action()));
            }
        }
    }

    private static Optional<String> refusal(RunState run, Fact.Handwritten line) {
        if (line.act().isEmpty()) {
            return line.problem().or(() -> Optional.of("it is no act"));
        }
        OperatorAction action = line.act().get().action();
        return action instanceof OperatorAction.Adopt
                ? Optional.of("a definition is adopted by a command, which checks it first")
                : refusal(run, action);
    }

    /** Does what follows from acts, if it is not recorded yet. */
    void finish() {
        List.copyOf(run.unfinished).forEach(act -> {
            if (act.action() instanceof OperatorAction.Confirm confirm) {
                turn.emit(new Fact.CriterionJudged(confirm.phase(), confirm.criterion(), verdict(confirm, act)));
            } else if (act.action() instanceof OperatorAction.Retry retry) {
                reset(retryRoots(retry.phase()));
            } else {
                act.action().subject().map(run.byName::get).ifPresent(this::complete);
            }
        });
    }

    private static Verdict verdict(OperatorAction.Confirm confirm, Fact.Acted act) {
        Actor actor = act.actor();
        return confirm.met() ? Verdict.met(act.reason(), actor.name()) : Verdict.unmet(act.reason(), actor.name());
    }

    /** Ends a phase at once where nothing of it is at work; elsewhere its owner does when that has stopped. */
    private void end(PhaseRun phase) {
        if (phase.wanted != null && !phase.active() && phase.needs.stream().allMatch(Needed::off)) {
            turn.emit(new Fact.PhaseEnded(phase.name(), phase.wanted));
        }
    }

    /** Completes a phase that has ended. The end comes last: where it is recorded, so is all that follows from the act. */
    private void complete(PhaseRun phase) {
        List<String> skipped = skippedBecauseOf(phase);
        if (!skipped.isEmpty()) {
            turn.emit(new Fact.PhasesReset(List.of(), skipped));
        }
        turn.emit(new Fact.PhaseEnded(phase.name(), new Ending.Completed(Ending.Proof.OPERATOR)));
    }

    /** The skipped phases whose root is this one, or that come after such a phase; operators' skips stand. */
    private List<String> skippedBecauseOf(PhaseRun root) {
        Set<PhaseRun> found = new HashSet<>();
        Deque<PhaseRun> open = new ArrayDeque<>(List.of(root));
        for (PhaseRun phase : run.phases) {
            if (skipped(phase) && Conditions.rootOf(phase).equals(root.name()) && found.add(phase)) {
                open.add(phase);
            }
        }
        while (!open.isEmpty()) {
            for (int index : open.remove().planned.waitedForBy()) {
                PhaseRun next = run.phases.get(index);
                if (skipped(next) && found.add(next)) {
                    open.add(next);
                }
            }
        }
        found.remove(root);
        return names(found);
    }

    private static boolean skipped(PhaseRun phase) {
        return phase.ending instanceof Ending.Skipped end && end.why() != Ending.SkipCause.OPERATOR;
    }

    private static List<String> names(Set<PhaseRun> phases) {
        return phases.stream()
                .sorted(Comparator.comparingInt(PhaseRun::index))
                .map(PhaseRun::name)
                .toList();
    }

    // ---- retry

    private List<PhaseRun> retryRoots(Optional<String> from) {
        return from.map(name -> run.phases.stream()
                        .filter(phase -> phase.name().equals(name))
                        .toList())
                .orElseGet(() -> run.phases.stream().filter(PhaseRun::failed).toList());
    }

    private void reset(List<PhaseRun> roots) {
        Set<PhaseRun> all = new HashSet<>(roots);
        // Fail fast skips phases that do not depend on the failed one; without the failure they have to run.
        run.phases.stream()
                .filter(phase -> phase.ending instanceof Ending.Skipped end
                        && end.why() == Ending.SkipCause.FAIL_FAST
                        && roots.stream().anyMatch(root -> end.root().equals(Optional.of(root.name()))))
                .forEach(all::add);
        Set<PhaseRun> dependents = new HashSet<>();
        Deque<PhaseRun> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (int index : open.remove().planned.waitedForBy()) {
                PhaseRun next = run.phases.get(index);
                if (dependents.add(next)) {
                    open.add(next);
                }
            }
        }
        List<String> started = roots.stream()
                .filter(root -> !dependents.contains(root))
                .map(PhaseRun::name)
                .toList();
        all.addAll(dependents);
        turn.emit(new Fact.PhasesReset(started, names(all)));
    }

    // ---- what is allowed

    /** The table of acts and states, kept in words: why an act is refused; empty if it is allowed. */
    static Optional<String> refusal(RunState run, OperatorAction action) {
        if (!run.begun()) {
            return Optional.of("the run " + run.id + " never began");
        }
        if (action instanceof OperatorAction.Stop) {
            return refuseStop(run);
        }
        if (action instanceof OperatorAction.Retry retry) {
            return refuseRetry(run, retry);
        }
        if (action instanceof OperatorAction.Adopt adopt) {
            return refuseAdopt(run, adopt);
        }
        String name = action.subject().orElse("");
        PhaseRun phase = run.byName.get(name);
        if (phase == null) {
            return Optional.of(unknown(run, name));
        }
        return Optional.ofNullable(refuse(run, phase, action));
    }

    private static String unknown(RunState run, String name) {
        List<String> names = new ArrayList<>(
                run.phases.stream().map(PhaseRun::name).limit(20).toList());
        return "there is no phase " + name + " in " + run.scenario().name() + "; its phases are "
                + String.join(", ", names) + (run.phases.size() > names.size() ? ", …" : "");
    }

    private static Optional<String> refuseStop(RunState run) {
        // Whoever stops it once more is the next owner, which ends what the one before could not.
        if (run.outcome == null || (run.outcome == Fact.Outcome.STOPPED && run.leftOver())) {
            return Optional.empty();
        }
        return Optional.of(
                run.outcome == Fact.Outcome.STOPPED
                        ? "the run is stopped already; resume goes on with it"
                        : "the run has ended: it " + (run.outcome == Fact.Outcome.FAILED ? "failed" : "completed"));
    }

    private static Optional<String> refuseRetry(RunState run, OperatorAction.Retry retry) {
        if (run.outcome != Fact.Outcome.FAILED) {
            return Optional.of("only a failed run can be retried; this one "
                    + (run.outcome == Fact.Outcome.COMPLETED
                            ? "completed"
                            : run.outcome == Fact.Outcome.STOPPED ? "is stopped: resume goes on with it" : "goes on"));
        }
        if (!run.rollback.done.isEmpty()) {
            return Optional.of("the run was rolled back, so it cannot be retried; start a new run");
        }
        if (retry.phase().isEmpty()) {
            return run.failed > 0
                    ? Optional.empty()
                    : Optional.of("no phase of the run has failed: its time was over; retry a phase by its name");
        }
        String name = retry.phase().get();
        PhaseRun phase = run.byName.get(name);
        if (phase == null) {
            return Optional.of(unknown(run, name));
        }
        if (phase.state == PhaseState.SKIPPED) {
            String root = Conditions.rootOf(phase);
            return Optional.of("phase " + name + " was skipped and never ran"
                    + (root.equals(name) ? "" : "; retry " + root + ", with which it began"));
        }
        return phase.ended() ? Optional.empty() : Optional.of("phase " + name + " has not ended");
    }

    private static Optional<String> refuseAdopt(RunState run, OperatorAction.Adopt adopt) {
        if (run.owner != null && !run.ownerGone) {
            return Optional.of("somebody drives the run; stop it before it goes on with another definition");
        }
        for (PhaseRun phase : run.phases) {
            if (phase.starts == 0) {
                continue;
            }
            boolean kept = adopt.scenario().phases().stream()
                    .anyMatch(other -> other.name().equals(phase.name())
                            && other.conditions().equals(phase.phase.conditions())
                            && other.workers().equals(phase.phase.workers()));
            if (!kept) {
                return Optional.of("phase " + phase.name()
                        + " has started, and the new definition does not keep its name, condition and agents");
            }
        }
        return Optional.empty();
    }

    private static @Nullable String refuse(RunState run, PhaseRun phase, OperatorAction action) {
        if (action instanceof OperatorAction.Start) {
            return ActTable.start(run, phase);
        } else if (action instanceof OperatorAction.Reject) {
            return ActTable.reject(phase);
        } else if (action instanceof OperatorAction.Complete) {
            return ActTable.complete(phase);
        } else if (action instanceof OperatorAction.Skip) {
            return ActTable.skip(phase);
        }
        return ActTable.confirm(phase, (OperatorAction.Confirm) action);
    }
}
