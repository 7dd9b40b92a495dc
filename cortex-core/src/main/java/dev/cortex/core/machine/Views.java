package dev.cortex.core.machine;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.run.AgentView;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.run.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The state as people see it. */
final class Views {
    private final RunState run;
    private final boolean orphaned;

    Views(RunState run, boolean orphaned) {
        this.run = run;
        this.orphaned = orphaned;
    }

    RunView view() {
        Standing standing = new Standing(
                status(),
                orphaned && run.owner != null
                        ? "process " + run.owner.pid() + " on " + run.owner.host() + ", which drove the run, went away"
                        : run.reason,
                orphaned ? Optional.empty() : Optional.ofNullable(run.owner),
                run.startedBy,
                run.startedAt,
                run.changedAt,
                run.size);
        return new RunView(
                run.id,
                run.plan,
                run.inputs,
                standing,
                run.phases.stream().map(Views::phase).toList(),
                new Blockers(run, orphaned || run.owner == null).all(),
                warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(run.warnings);
        run.handwritten
                .keySet()
                .forEach(number -> warnings.add("line " + number
                        + ", written by hand, is not judged yet: whoever acts on the run or resumes it does that"));
        return warnings;
    }

    private RunStatus status() {
        if (run.outcome != null) {
            return switch (run.outcome) {
                case COMPLETED -> RunStatus.COMPLETED;
                case FAILED -> RunStatus.FAILED;
                case STOPPED -> RunStatus.STOPPED;
            };
        }
        // A run that only a person can move on waits, whether or not somebody drives it.
        if (run.resting() || run.owner == null) {
            return RunStatus.WAITING;
        }
        if (orphaned) {
            return RunStatus.INTERRUPTED;
        }
        return run.stopping() ? RunStatus.STOPPING : RunStatus.RUNNING;
    }

    private static PhaseView phase(PhaseRun phase) {
        List<AgentView> working = phase.places.stream()
                .filter(place -> place.stage == Place.Stage.WORKING)
                .map(place -> new AgentView(
                        place.agent, phase.name(), place.attempt, Objects.requireNonNull(place.startedAt)))
                .toList();
        return new PhaseView(
                phase.phase,
                phase.state,
                Optional.ofNullable(phase.ending),
                phase.round,
                Optional.ofNullable(phase.since),
                working,
                criteria(phase),
                phase.outputs());
    }

    private static List<CriterionView> criteria(PhaseRun phase) {
        List<CriterionView> views = new ArrayList<>();
        for (PhaseRun.Judgement judgement : phase.criteria) {
            boolean unknown = judgement.verdict != null && judgement.verdict.result() == Verdict.Result.UNKNOWN;
            views.add(new CriterionView(
                    views.size() + 1,
                    phase.phase.criteria().get(views.size()),
                    Optional.ofNullable(judgement.verdict),
                    Optional.ofNullable(judgement.at),
                    phase.asks() && unknown));
        }
        return views;
    }
}
