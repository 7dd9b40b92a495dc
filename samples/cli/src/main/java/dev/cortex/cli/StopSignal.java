package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import org.jspecify.annotations.Nullable;

/**
 * Passes signals on as stops, from before there is a run to stop. The second one does not wait for agents; a third one
 * waits for nothing.
 */
final class StopSignal {
    private final Session session;
    private int received;
    private @Nullable Operator operator;

    private StopSignal(Session session) {
        this.session = session;
    }

    /** {@return one that hears every signal from now on} */
    static StopSignal listen(Session session) {
        StopSignal signal = new StopSignal(session);
        session.surroundings().signals().onStop(signal::received);
        return signal;
    }

    /** Called on the thread of the signal: the request is on its way before anybody hears that an agent has died. */
    private synchronized void received() {
        received++;
        if (received > 2) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
        Operator told = operator;
        if (told != null) {
            tell(told, received);
        }
    }

    /**
     * The last moment at which there is nothing to stop yet.
     *
     * @throws CommandException if a signal has come
     */
    synchronized void check() {
        if (received > 0) {
            throw new CommandException(ExitCode.STOPPED, "Stopped before anything was begun");
        }
    }

    /** Has signals stop a run that this process drives now: those that have come since {@link #check}, and all others. */
    synchronized void stops(Operator of) {
        operator = of;
        for (int number = 1; number <= received; number++) {
            tell(of, number);
        }
    }

    private void tell(Operator whom, int number) {
        var unused = whom.stop("signal");
        session.printer()
                .problem(
                        number == 1
                                ? "Stopping: agents have some time to end. Once more to stop at once."
                                : "Stopping at once.");
    }
}
