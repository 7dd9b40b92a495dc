package dev.cortex.core.machine;

import dev.cortex.api.event.Fact;
import dev.cortex.api.event.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One decision in the making: each event is folded as soon as it is made. */
final class Turn {
    final RunState run;
    final Instant now;
    private final Folding folding;
    private final Set<String> ordered;
    private final List<RunEvent> events = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();

    Turn(RunState run, Folding folding, Set<String> ordered, Instant now) {
        this.run = run;
        this.folding = folding;
        this.ordered = ordered;
        this.now = now;
    }

    void emit(Fact fact) {
        RunEvent event = new RunEvent(run.id, run.size + 1, now, fact);
        folding.apply(event);
        events.add(event);
    }

    /** Orders a call, unless this machine has ordered it before. */
    void order(Command command) {
        if (ordered.add(command.call())) {
            commands.add(command);
        }
    }

    void cancel(String call) {
        commands.add(new Command.Cancel(call));
    }

    void abandon(String call) {
        commands.add(new Command.Abandon(call));
    }

    /** Until when a call that is asked to stop now may take. */
    Instant patience() {
        Instant full = now.plus(run.plan.policy().grace());
        return run.stopBy != null && run.stopping() && run.stopBy.isBefore(full) ? run.stopBy : full;
    }

    /** Until when a call may take that is made to end something. Agents that do not stop leave it no less time. */
    Instant grace() {
        return now.plus(run.plan.policy().grace());
    }

    /** Whether a call that was asked to stop has had its time. */
    boolean over(@Nullable Instant until) {
        return until != null && (!now.isBefore(until) || run.stops > 1);
    }

    /** Whether a call that is made to end something has had its time: what it ends would otherwise go on unseen. */
    boolean overAtLast(@Nullable Instant until) {
        return until != null && (!now.isBefore(until) || run.stops > 2);
    }

    Decision decision() {
        return new Decision(events, commands);
    }
}
