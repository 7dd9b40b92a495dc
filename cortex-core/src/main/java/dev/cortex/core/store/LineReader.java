package dev.cortex.core.store;

import java.io.IOException;
import java.util.Arrays;

/** The lines of a file from some place on, one at a time, with little memory. */
final class LineReader {
    /** Room for a line of the longest, in UTF-8, and its frame. */
    static final int MAX = 3 * Arguments.MAX_LINE + 256;

    private final Disk.Content file;
    private byte[] bytes;
    private int start;
    private int end;
    private int limit;
    private long limitAt;
    private boolean terminated;
    private boolean tooLong;

    /**
     * A reader.
     *
     * @param expected about how many bytes there are
     */
    LineReader(Disk.Content file, long from, long expected) {
        this.bytes = new byte[(int) Math.max(512, Math.min(expected + 1, 1 << 16))];
        this.file = file;
        this.limitAt = from;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        // Behind the line break, or where the file had its end.
        start = Math.min(end + 1, limit);
        tooLong = false;
        int seen = start;
        while (true) {
            for (int i = seen; i < limit; i++) {
                if (bytes[i] == '\n') {
                    end = i;
                    terminated = true;
                    return true;
                }
            }
            int known = limit - start;
            if (!fill()) {
                end = limit;
                terminated = false;
                return end > start || tooLong;
            }
            seen = start + (tooLong ? 0 : known);
        }
    }

    private boolean fill() throws IOException {
        if (limit == bytes.length && start > 0) {
            System.arraycopy(bytes, start, bytes, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == bytes.length && limit < MAX) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX, 2L * limit));
        }
        if (limit == bytes.length) {
            // No line of ours; only its end is of interest.
            tooLong = true;
            limit = 0;
        }
        int count = file.read(limitAt, bytes, limit, bytes.length - limit);
        if (count < 1) {
            return false;
        }
        limit += count;
        limitAt += count;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    /** Behind the last byte of the line, the line break left out. */
    int end() {
        return end;
    }

    boolean terminated() {
        return terminated;
    }

    /** Whether the line is longer than any that a store writes; then its bytes are not here. */
    boolean tooLong() {
        return tooLong;
    }

    /** Where in the file the next line begins. */
    long nextAt() {
        return limitAt - (limit - end) + (terminated ? 1 : 0);
    }
}
