package dev.cortex.core.store;

import java.util.Arrays;

/** The bytes of a simulated file. */
final class Bytes {
    private byte[] bytes;
    private int length;

    Bytes(byte[] bytes) {
        this.bytes = bytes.clone();
        this.length = bytes.length;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    int read(long at, byte[] into, int offset, int most) {
        int count = (int) Math.min(most, length - at);
        if (count < 1) {
            return -1;
        }
        System.arraycopy(bytes, (int) at, into, offset, count);
        return count;
    }

    /** A gap in front of what is written is filled with zeros. */
    void write(long at, byte[] from, int start, int end) {
        if (end > start) {
            grow((int) at + end - start);
            System.arraycopy(from, start, bytes, (int) at, end - start);
        }
    }

    /** Makes the file at least so long, with zeros. */
    void grow(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
        length = Math.max(length, size);
    }

    void cut(long size) {
        if (size < length) {
            Arrays.fill(bytes, (int) size, length, (byte) 0);
            length = (int) size;
        } else {
            grow((int) size);
        }
    }
}
