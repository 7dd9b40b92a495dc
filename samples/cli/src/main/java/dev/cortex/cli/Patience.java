package dev.cortex.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Says on standard error what takes its time, and how far it is, if standard error is a terminal that this process may use;
 * in one row, which is empty again at the end. Thread-safe.
 */
final class Patience implements AutoCloseable {
    /** What is over sooner is not worth a word. */
    static final Duration LONG = Duration.ofSeconds(1);

    private static final long AGAIN = 250;

    private final PrintStream err;
    private final Tty tty;
    private final String what;
    private final Duration first;
    private final Thread thread = new Thread(this::keepSaying, "patience");
    private int done;
    private int all;
    private boolean said;
    private boolean over;

    /**
     * Begins to wait.
     *
     * @param err where to say it
     * @param tty the terminal, if there is one
     * @param what what is being done, in front of whatever is said
     * @param first how long nothing is said
     */
    Patience(PrintStream err, Tty tty, String what, Duration first) {
        this.err = err;
        this.tty = tty;
        this.what = what;
        this.first = first;
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return who says it; it ends where nothing is to be said} */
    Thread thread() {
        return thread;
    }

    /** So many are done. */
    synchronized void at(int some, int ofAll) {
        done = some;
        all = ofAll;
    }

    private synchronized void keepSaying() {
        long begin = System.nanoTime();
        try {
            long now = begin;
            for (long end = begin + first.toNanos(); !over && now < end; now = System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, end - now);
            }
            while (!over && tty.showsProblems() && tty.foreground()) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
                write("\r" + what + ": " + (all > 0 ? done + " of " + all : seconds + " s") + "\u001b[K");
                said = true;
                wait(AGAIN);
            }
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes back what was said; nothing is said from now on. */
    @Override
    public synchronized void close() {
        if (said && !over) {
            write("\r\u001b[K");
        }
        over = true;
        notifyAll();
    }

    private void write(String text) {
        err.print(text);
        err.flush();
    }
}
