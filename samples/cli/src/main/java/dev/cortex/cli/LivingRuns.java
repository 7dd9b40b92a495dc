package dev.cortex.cli;

import dev.cortex.api.run.RunStatus;
import dev.cortex.api.run.RunView;
import dev.cortex.api.store.StateException;
import dev.cortex.core.Cortex;
import dev.cortex.core.store.FileStateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which runs of a home may use an agent: all but those that have ended or are stopped, and those that are no more. A run
 * can leave its mark on an agent behind when nobody waited for its deactivation, and none of these would ever remove it.
 */
final class LivingRuns implements Predicate<String> {
    private final Home home;

    LivingRuns(Home home) {
        this.home = home;
    }

    @Override
    public boolean test(String run) {
        for (Kind kind : Kind.values()) {
            try {
                Optional<RunStatus> status = status(home.state(kind), run);
                if (status.isPresent()) {
                    return !status.get().ended() && status.get() != RunStatus.STOPPED;
                }
            } catch (StateException unreadable) {
                // Nobody knows, so it keeps its agents.
                return true;
            }
        }
        return false;
    }

    private static Optional<RunStatus> status(Path state, String run) {
        if (!Files.isDirectory(state)) {
            return Optional.empty();
        }
        try (Cortex engine =
                Cortex.builder().store(new FileStateStore(state, problem -> {})).build()) {
            return engine.find(run).map(one -> one.view()).map(RunView::status);
        }
    }
}
