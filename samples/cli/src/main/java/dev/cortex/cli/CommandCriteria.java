package dev.cortex.cli;

import dev.cortex.api.criteria.Verdict;
import dev.cortex.api.plan.Verification;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.RunView;
import dev.cortex.api.scenario.Criterion;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The criteria of a run that run commands. The permission for that is given to a process: no run keeps it, so whoever
 * carries a run on has to give it again.
 */
final class CommandCriteria {
    static final String ALLOW = "--allow-commands";

    private static final String RUN = "run";

    private final RunView view;

    CommandCriteria(RunView view) {
        this.view = view;
    }

    /** {@return whether the run has something to judge for which there has to be permission, which nobody has withheld} */
    boolean wantPermission() {
        return view.plan().policy().verification() != Verification.OFF
                && view.phases().stream()
                        .filter(phase -> phase.state() != PhaseState.COMPLETED)
                        .anyMatch(phase -> phase.phase().criteria().stream().anyMatch(CommandCriteria::runsCommand))
                && lastVerdict().map(last -> last != Verdict.Result.UNKNOWN).orElse(true);
    }

    /** {@return whether the run has been driven by somebody who gave it permission, and not by another one since} */
    boolean hadPermission() {
        return lastVerdict().filter(last -> last != Verdict.Result.UNKNOWN).isPresent();
    }

    /** What came of the last command, or of the last one that was not allowed. */
    private Optional<Verdict.Result> lastVerdict() {
        return view.phases().stream()
                .flatMap(phase -> phase.criteria().stream())
                .filter(criterion -> runsCommand(criterion.criterion()))
                .filter(criterion -> criterion
                        .verdict()
                        .filter(verdict -> verdict.judge().equals(RUN))
                        .isPresent())
                .max(Comparator.comparing(
                        (CriterionView criterion) -> criterion.at().orElse(Instant.MIN)))
                .flatMap(CriterionView::verdict)
                .map(Verdict::result);
    }

    /**
     * What to say before a process without permission drives the run.
     *
     * @param ahead the phases in which criteria are yet to be judged
     */
    Optional<String> hint(Predicate<String> ahead) {
        long count = view.plan().policy().verification() == Verification.OFF
                ? 0
                : view.phases().stream()
                        .filter(phase -> ahead.test(phase.name()))
                        .flatMap(phase -> phase.phase().criteria().stream())
                        .filter(CommandCriteria::runsCommand)
                        .count();
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                count == 1
                        ? "1 criterion runs a command; it is not judged without " + ALLOW
                        : count + " criteria run commands; they are not judged without " + ALLOW);
    }

    private static boolean runsCommand(Criterion criterion) {
        return criterion.check().get(RUN).isPresent();
    }
}
