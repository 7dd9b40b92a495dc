package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;

/** How calls are named. A name may not contain a slash, so no two different calls have one name. */
final class Calls {
    private Calls() {}

    static String work(Fact.Attempt attempt) {
        return "work/" + attempt.phase() + "/" + attempt.round() + "/" + attempt.place() + "/" + attempt.number();
    }

    static String judge(PhaseRun phase, int criterion) {
        return "judge/" + phase.name() + "/" + phase.round + "/" + phase.starts + "/" + criterion;
    }

    static String activate(Needed needed) {
        return "activate/" + needed.label() + "/" + needed.times;
    }

    static String deactivate(Needed needed) {
        return "deactivate/" + needed.label() + "/" + needed.times + "/" + needed.ends;
    }

    static String compensate(PhaseRun phase) {
        return "compensate/" + phase.name() + "/" + phase.round + "/" + phase.compensations;
    }
}
