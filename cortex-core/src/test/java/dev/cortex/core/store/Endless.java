package dev.cortex.core.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file with a very long row of the letter x in it, which is nowhere. */
final class Endless implements Disk.Content {
    private final byte[] begin;
    private final int middle;
    private final byte[] end;

    Endless(String begin, int middle, String end) {
        this.begin = begin.getBytes(StandardCharsets.UTF_8);
        this.middle = middle;
        this.end = end.getBytes(StandardCharsets.UTF_8);
    }

    long length() {
        return (long) begin.length + middle + end.length;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) {
        if (at < begin.length) {
            return copy(begin, (int) at, into, offset, length);
        }
        long behind = at - begin.length - middle;
        if (behind >= 0) {
            return copy(end, (int) behind, into, offset, length);
        }
        int count = (int) Math.min(length, -behind);
        Arrays.fill(into, offset, offset + count, (byte) 'x');
        return count;
    }

    private static int copy(byte[] from, int at, byte[] into, int offset, int length) {
        int count = Math.min(length, from.length - at);
        System.arraycopy(from, at, into, offset, count);
        return count;
    }

    @Override
    public void write(long at, byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // There is nothing.
    }
}
