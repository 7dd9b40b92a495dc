package dev.cortex.cli;

import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Waits for an act with which this process takes a run over; where another one drives it, says what can be done. */
final class Taking {
    private Taking() {}

    static void join(Runs runs, RunView view, Supplier<CompletionStage<Void>> act) {
        try {
            act.get().toCompletableFuture().join();
        } catch (BusyException busy) {
            throw advised(runs, view, busy);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof BusyException busy) {
                throw advised(runs, view, busy);
            }
            throw failed;
        }
    }

    private static RuntimeException advised(Runs runs, RunView view, BusyException busy) {
        boolean driven = busy.owner().isPresent();
        if (!busy.runId().equals(view.id())) {
            RunCommands other = runs.commands(busy.runId());
            return new CommandException(
                    ExitCode.BUSY,
                    String.valueOf(busy.getMessage()),
                    driven ? "To look at that run: " + other.of("status") : "To go on with that run: " + other.resume(),
                    "To stop it, so that this one can go on: " + other.of("stop"));
        } else if (!driven) {
            return busy;
        }
        RunCommands commands = runs.commands(view);
        DrivingProcess other = new DrivingProcess(busy.owner().orElseThrow());
        if (other.suspended()) {
            List<String> lines = new ArrayList<>(List.of(other.silence()));
            lines.addAll(other.remedies(commands.resume()));
            return new CommandException(ExitCode.BUSY, lines.toArray(String[]::new));
        }
        return new CommandException(
                ExitCode.BUSY,
                String.valueOf(busy.getMessage()),
                "To look at it: " + commands.of("status"),
                "To stop it: " + commands.of("stop"));
    }
}
