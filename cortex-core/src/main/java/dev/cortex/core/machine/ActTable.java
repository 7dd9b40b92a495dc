package dev.cortex.core.machine;

import dev.cortex.api.event.OperatorAction;
import dev.cortex.api.run.PhaseState;
import org.jspecify.annotations.Nullable;

/** Which state of a phase allows which act. Each answer says why not; null allows it. */
final class ActTable {
    private ActTable() {}

    static @Nullable String start(RunState run, PhaseRun phase) {
        if (run.rollback.waiting() && run.rollback.current == phase) {
            return null;
        }
        return switch (phase.state) {
            case WAITING -> null;
            case PENDING -> startPending(phase);
            case IN_PROGRESS, VERIFYING -> already(phase);
            case FAILED -> "phase " + phase.name() + " has failed; retry runs it again";
            case SKIPPED -> "phase " + phase.name() + " was " + endingText(phase) + "; complete goes on without it";
            case COMPLETED -> "phase " + phase.name() + " is completed";
        };
    }

    private static @Nullable String startPending(PhaseRun phase) {
        if (phase.granted || phase.released) {
            return already(phase);
        }
        return phase.phase.gate()
                ? null
                : "phase " + phase.name() + " is no gate: it starts by itself, " + phase.phase.conditionText();
    }

    private static String already(PhaseRun phase) {
        return "phase " + phase.name() + " was already started"
                + (phase.startedBy == null ? "" : " by " + phase.startedBy.name());
    }

    static @Nullable String reject(PhaseRun phase) {
        if (phase.asks()) {
            return null;
        }
        return "phase " + phase.name() + " does not wait for a person: it is " + stateText(phase);
    }

    static @Nullable String complete(PhaseRun phase) {
        return phase.state == PhaseState.COMPLETED ? "phase " + phase.name() + " is completed already" : null;
    }

    static @Nullable String skip(PhaseRun phase) {
        return phase.ended()
                ? "phase " + phase.name() + " has ended: " + endingText(phase)
                        + (phase.state == PhaseState.FAILED ? "; complete goes on without its work" : "")
                : null;
    }

    static @Nullable String confirm(PhaseRun phase, OperatorAction.Confirm confirm) {
        if (phase.state != PhaseState.VERIFYING || phase.closing != null) {
            return "the criteria of phase " + phase.name() + " are not being judged: it is " + stateText(phase);
        }
        int count = phase.criteria.size();
        if (confirm.criterion() < 1 || confirm.criterion() > count) {
            return "phase " + phase.name() + " has no criterion " + confirm.criterion() + "; they are numbered 1 to "
                    + count;
        }
        return null;
    }

    private static String stateText(PhaseRun phase) {
        return phase.ended() ? endingText(phase) : phase.state.text();
    }

    private static String endingText(PhaseRun phase) {
        return phase.ending == null ? phase.state.text() : phase.ending.text();
    }
}
