package dev.cortex.cli;

import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.RunView;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Waits for an act with which this process takes a run over; where another one drives it, says what can be done. */
final class Taking {
    private Taking() {}

    static void join(Session session, Kind kind, RunView view, Supplier<CompletionStage<Void>> act) {
        try {
            act.get().toCompletableFuture().join();
        } catch (BusyException busy) {
            throw advised(session, kind, view, busy);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BusyException busy) {
                throw advised(session, kind, view, busy);
            }
            throw failed;
        }
    }

    private static RuntimeException advised(Session session, Kind kind, RunView view, BusyException busy) {
        if (!busy.runId().equals(view.id()) || busy.owner().isEmpty()) {
            return busy;
        }
        CommandLines commands = session.commands();
        return new CommandException(
                ExitCode.BUSY,
                String.valueOf(busy.getMessage()),
                "To look at it: " + commands.of(kind, "status", view.scenario()),
                "To stop it: " + commands.of(kind, "stop", view.scenario()));
    }
}
