package dev.cortex.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a person sees, as it grows. */
final class Screen extends OutputStream {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int one) {
        seen.write(one);
        notifyAll();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        seen.write(bytes, from, length);
        notifyAll();
    }

    synchronized String text() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    /** Waits until a text is on the screen. */
    synchronized void await(String text) {
        long end = System.nanoTime() + PATIENCE;
        try {
            while (!text().contains(text)) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw new AssertionError("never saw " + text + " in:\n" + text());
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** A person who types a line each time that a text has appeared, and then closes the input. */
    InputStream typing(String... textsAndLines) {
        return new InputStream() {
            private int next;
            private byte[] line = {};
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (at == line.length) {
                    if (next == textsAndLines.length) {
                        return -1;
                    }
                    Screen.this.await(textsAndLines[next]);
                    line = (textsAndLines[next + 1] + "\n").getBytes(StandardCharsets.UTF_8);
                    next += 2;
                    at = 0;
                }
                int count = Math.min(length, line.length - at);
                System.arraycopy(line, at, into, from, count);
                at += count;
                return count;
            }
        };
    }
}
