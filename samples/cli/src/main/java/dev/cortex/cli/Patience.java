package dev.cortex.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * Says on standard error how far something is that takes longer than a second, if standard error is a terminal; in one row,
 * which is empty again at the end.
 */
final class Patience implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Session session;
    private final String what;
    private Instant next;
    private boolean said;

    /**
     * Begins to wait.
     *
     * @param what what is being done, as the first word of what is said
     */
    Patience(Session session, String what) {
        this.session = session;
        this.what = what;
        this.next = session.now().plus(LONG);
    }

    /** So many are done. */
    void at(int done, int all) {
        Instant now = session.now();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(AGAIN);
        if (said || session.surroundings().tty().showsProblems()) {
            said = true;
            write("\r" + what + ": " + done + " of " + all + "\u001b[K");
        } else {
            next = Instant.MAX;
        }
    }

    @Override
    public void close() {
        if (said) {
            write("\r\u001b[K");
        }
    }

    private void write(String text) {
        session.surroundings().err().print(text);
        session.surroundings().err().flush();
    }
}
