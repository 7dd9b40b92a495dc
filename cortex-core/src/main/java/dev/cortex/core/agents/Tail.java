package dev.cortex.core.agents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes of a stream, however long it is. Safe for use by many threads. */
final class Tail {
    private static final int FIRST_SIZE = 1024;

    private final int limit;
    private byte[] ring;
    private long written;

    /** A tail of at most this many bytes. It takes memory only for what there is. */
    Tail(int limit) {
        this.limit = limit;
        this.ring = new byte[Math.min(limit, FIRST_SIZE)];
    }

    /** Adds bytes at the end. */
    synchronized void add(byte[] bytes, int offset, int length) {
        // Only the last bytes of a long piece can stay; the others are merely counted.
        int skipped = Math.max(0, length - limit);
        grow(length);
        written += skipped;
        for (int from = offset + skipped, left = length - skipped; left > 0; ) {
            int at = (int) (written % ring.length);
            int n = Math.min(left, ring.length - at);
            System.arraycopy(bytes, from, ring, at, n);
            from += n;
            left -= n;
            written += n;
        }
    }

    /** How many bytes came before those that are kept. */
    synchronized long dropped() {
        return Math.max(0, written - limit);
    }

    /** How many bytes there were in all. */
    synchronized long written() {
        return written;
    }

    /** What is kept. */
    synchronized byte[] bytes() {
        if (written <= ring.length) {
            return Arrays.copyOf(ring, (int) written);
        }
        int start = (int) (written % ring.length);
        byte[] bytes = new byte[ring.length];
        System.arraycopy(ring, start, bytes, 0, ring.length - start);
        System.arraycopy(ring, 0, bytes, ring.length - start, start);
        return bytes;
    }

    /** What is kept, as text; what is no UTF-8 is replaced, and so is a character that was cut in two. */
    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private void grow(int more) {
        // A ring below its limit was never full, so what is in it need not be rearranged.
        long wanted = Math.min(limit, written + more);
        if (ring.length < wanted) {
            ring = Arrays.copyOf(ring, (int) Math.min(limit, Math.max(wanted, 2L * ring.length)));
        }
    }
}
