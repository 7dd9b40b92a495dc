package dev.cortex.core.machine;

import dev.cortex.api.agent.AgentResult;
import dev.cortex.api.event.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One agent's place in one phase: the state of its work in the phase's present round. */
final class Place {
    /** How far the work of a place is. */
    enum Stage {
        OPEN,
        WORKING,
        DONE,
        FAILED
    }

    final PhaseRun phase;
    final int index;
    final String agent;

    Stage stage = Stage.OPEN;
    /** Number of the newest attempt. */
    int attempt;
    /** Attempts that count against the rule for retries: interruptions do not. */
    int used;

    @Nullable
    Instant startedAt;

    @Nullable
    Instant deadline;

    @Nullable
    Instant retryAt;

    Fact.@Nullable Why cancelled;

    @Nullable
    Instant abandonAt;
    /** Whether the owner that made the call went away. */
    boolean lost;

    @Nullable
    AgentResult result;

    Fact.@Nullable WorkOutcome outcome;

    Place(PhaseRun phase, int index, String agent) {
        this.phase = phase;
        this.index = index;
        this.agent = agent;
    }

    /** Changes the stage and keeps the phase's counts right. */
    void become(Stage next) {
        phase.working += (next == Stage.WORKING ? 1 : 0) - (stage == Stage.WORKING ? 1 : 0);
        stage = next;
        if (next == Stage.OPEN) {
            phase.todo.add(index);
            phase.due.add(index);
        } else {
            phase.todo.remove(index);
            phase.due.remove(index);
        }
        if (next == Stage.FAILED && phase.doomedBy == null) {
            phase.doomedBy = this;
        }
    }

    /** Its next attempt is not before a moment. */
    void pause(Instant until) {
        retryAt = until;
        phase.due.remove(index);
    }

    /** If it pauses, the pause is over. */
    void wake() {
        retryAt = null;
        if (stage == Stage.OPEN) {
            phase.due.add(index);
        }
    }

    void reset() {
        become(Stage.OPEN);
        attempt = 0;
        used = 0;
        result = null;
        outcome = null;
        retryAt = null;
        settle();
    }

    /** Forgets what belongs to a call that is over. */
    void settle() {
        startedAt = null;
        deadline = null;
        cancelled = null;
        abandonAt = null;
        phase.lost -= lost ? 1 : 0;
        lost = false;
    }

    /** The owner that made the call went away. */
    void lose() {
        if (stage == Stage.WORKING && !lost) {
            lost = true;
            phase.lost++;
        }
    }

    Fact.Attempt current() {
        return new Fact.Attempt(phase.name(), phase.round, index, agent, attempt);
    }

    String call() {
        return Calls.work(current());
    }

    /** The same for every attempt within a round. */
    String idempotencyKey(String runId) {
        return runId + "/" + phase.name() + "/" + phase.round + "/" + index;
    }
}
