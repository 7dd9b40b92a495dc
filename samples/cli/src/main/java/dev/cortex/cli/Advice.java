package dev.cortex.cli;

import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.CriterionView;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person can do about a run, as commands to copy. */
final class Advice {
    private final RunView view;
    private final RunCommands commands;

    Advice(RunView view, RunCommands commands) {
        this.view = view;
        this.commands = commands;
    }

    /** {@return what waits for a person, each with the command that answers it} */
    List<String> questions() {
        List<String> questions = new ArrayList<>();
        for (PhaseView phase : view.phases()) {
            if (phase.state() == PhaseState.WAITING) {
                questions.add(phase.name() + ": " + commands.of("start", phase.name()));
            }
            for (CriterionView criterion : phase.criteria()) {
                if (criterion.waiting()) {
                    questions.add(phase.name() + ": "
                            + Visible.clip(criterion.criterion().text()) + ": "
                            + commands.of("confirm", phase.name(), String.valueOf(criterion.number())));
                }
            }
        }
        view.blockers().stream()
                .filter(blocker -> blocker.kind() == Blocker.Kind.COMPENSATION)
                .forEach(blocker -> questions.add("rollback of " + blocker.phase() + ": "
                        + commands.of("start", blocker.root().orElse(blocker.phase()))));
        if (questions.isEmpty()) {
            undriven().ifPresent(questions::add);
        }
        return questions;
    }

    /** {@return whether no blocker and no question says already what to do} */
    boolean goesOnAlone() {
        return view.blockers().stream().allMatch(blocker -> remedy(blocker).isEmpty());
    }

    /** {@return how to go on with a run that wants nothing but somebody who drives it} */
    Optional<String> undriven() {
        boolean over = view.status().ended() || view.status() == RunStatus.STOPPED;
        return over || view.standing().driven()
                ? Optional.empty()
                : Optional.of("nobody drives the run: " + commands.resume());
    }

    /** {@return which phases cannot go on, and why; work that is under way, and questions asked already, left out} */
    List<String> blocked() {
        if (view.status().ended()) {
            return List.of();
        }
        return view.blockers().stream()
                .filter(blocker -> switch (blocker.kind()) {
                    case LANE, MAX_PARALLEL, PREDECESSOR, BACKOFF, NO_OWNER -> true;
                    case GATE, CONFIRMATION, WORK, FAILED, SKIPPED, COMPENSATION -> false;
                })
                .map(blocker -> blocker.phase() + ": " + Visible.reason(blocker.reason()))
                .toList();
    }

    /** {@return the command that helps against a blocker; empty where only time does} */
    Optional<String> remedy(Blocker blocker) {
        String phase = blocker.root().orElse(blocker.phase());
        return switch (blocker.remedy()) {
            case WAIT -> Optional.empty();
            case START -> Optional.of(commands.of("start", phase));
            case CONFIRM -> Optional.of(commands.of("confirm", phase, number(phase)));
            case RETRY -> Optional.of(commands.onward("retry", CommandLines.option("--from", phase)));
            case COMPLETE -> Optional.of(commands.of("complete", phase));
            case RESUME -> Optional.of(commands.resume());
        };
    }

    private String number(String phase) {
        return view.phase(phase).stream()
                .flatMap(found -> found.criteria().stream())
                .filter(CriterionView::waiting)
                .findFirst()
                .map(criterion -> String.valueOf(criterion.number()))
                .orElse("N");
    }
}
