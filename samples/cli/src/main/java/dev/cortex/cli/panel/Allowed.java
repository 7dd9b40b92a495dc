package dev.cortex.cli.panel;

import dev.cortex.api.event.Ending;
import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.PhaseState;
import dev.cortex.api.run.PhaseView;
import dev.cortex.api.run.RunView;

/**
 * What makes sense to do to a phase now, so that nobody is asked for a reason in vain. The run itself has the last word: it
 * may have gone on meanwhile.
 */
final class Allowed {
    private Allowed() {}

    static boolean is(Wish.Verb verb, PhaseView phase, RunView run) {
        return switch (verb) {
            case START ->
                asks(phase, run)
                        || (phase.state() == PhaseState.PENDING && phase.phase().gate());
            case REJECT -> asks(phase, run) || Panel.asked(phase).isPresent();
            case COMPLETE -> !phase.state().ended() || !completed(phase);
            case SKIP -> !phase.state().ended();
            case CONFIRM, DENY -> Panel.asked(phase).isPresent();
        };
    }

    /** Whether there is something that could be tried again. */
    static boolean retry(RunView run) {
        return run.phases().stream().anyMatch(Allowed::failed);
    }

    static boolean failed(PhaseView phase) {
        return phase.ending().orElse(null) instanceof Ending.Failed;
    }

    private static boolean completed(PhaseView phase) {
        return phase.ending().orElse(null) instanceof Ending.Completed;
    }

    /** Whether a gate is open in front of the phase, or of its rollback. */
    private static boolean asks(PhaseView phase, RunView run) {
        return phase.state() == PhaseState.WAITING
                || run.blockers().stream()
                        .anyMatch(blocker -> blocker.kind() == Blocker.Kind.COMPENSATION
                                && blocker.phase().equals(phase.name()));
    }
}
