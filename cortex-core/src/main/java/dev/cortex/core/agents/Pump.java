package dev.cortex.core.agents;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Reads one stream of a program to its end, so that the program never waits for a reader, and hands on what it reads. */
final class Pump implements Runnable {
    private static final int CHUNK = 32 * 1024;

    private final InputStream from;
    private final List<Sink> sinks;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean ended;

    Pump(InputStream from, List<Sink> sinks) {
        this.from = from;
        this.sinks = List.copyOf(sinks);
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
                for (Sink sink : sinks) {
                    sink.add(chunk, n);
                }
                count.addAndGet(n);
            }
        } catch (IOException e) {
            // The system closes the stream of a program that has ended: that is an end like any other.
        } finally {
            sinks.forEach(Sink::end);
            ended = true;
        }
    }

    /** How many bytes were handed on so far. */
    long count() {
        return count.get();
    }

    /** Whether the stream has ended. */
    boolean ended() {
        return ended;
    }

    /** Takes what a program prints; one thread calls it. */
    interface Sink {
        /** Takes the first bytes of an array that is used again afterwards. */
        void add(byte[] bytes, int length);

        /** Nothing more will come. */
        default void end() {}

        /** Keeps the last bytes. */
        static Sink into(Tail tail) {
            return (bytes, length) -> tail.add(bytes, 0, length);
        }
    }
}
