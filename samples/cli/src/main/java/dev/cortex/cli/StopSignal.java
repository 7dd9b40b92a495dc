package dev.cortex.cli;

import dev.cortex.api.run.Operator;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes signals on as stops. The second one does not wait for agents; a third one waits for nothing. */
final class StopSignal {
    private final Session session;
    private final Operator operator;
    private final AtomicInteger received = new AtomicInteger();

    StopSignal(Session session, Operator operator) {
        this.session = session;
        this.operator = operator;
    }

    /** Called on the thread of the signal: the request is on its way before anybody hears that an agent has died. */
    void received() {
        int number = received.incrementAndGet();
        if (number > 2) {
            Runtime.getRuntime().halt(ExitCode.STOPPED);
        }
        operator.stop("signal");
        session.printer()
                .problem(
                        number == 1
                                ? "Stopping: agents have some time to end. Once more to stop at once."
                                : "Stopping at once.");
    }
}
