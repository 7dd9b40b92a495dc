package dev.cortex.cli.panel;

import dev.cortex.api.run.RunView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to see at one moment.
 *
 * @param now the moment
 * @param listed all that can be run: scenarios, then workflows, each by name
 * @param run the run that is looked at; empty if none is or if it is no more
 * @param history what has happened in that run, a line for each event, the oldest first; empty unless it was asked for
 * @param runs the runs of what is looked at, the newest first; empty unless they were asked for
 * @param tails what the agents of the phase that was asked for have printed
 */
public record Snapshot(
        Instant now,
        List<Listed> listed,
        Optional<RunView> run,
        List<String> history,
        List<RunView> runs,
        Tails tails) {
    static Snapshot empty(Instant now) {
        return new Snapshot(now, List.of(), Optional.empty(), List.of(), List.of(), Tails.NONE);
    }

    /** The same with another list. */
    Snapshot with(Instant moment, List<Listed> all) {
        return new Snapshot(moment, all, run, history, runs, tails);
    }

    /** The same without what concerns one run. */
    Snapshot withoutRun() {
        return new Snapshot(now, listed, Optional.empty(), List.of(), List.of(), Tails.NONE);
    }
}
