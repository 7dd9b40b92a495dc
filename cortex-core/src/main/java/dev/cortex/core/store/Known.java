package dev.cortex.core.store;

/**
 * How far a journal's file was read and found whole.
 *
 * @param identity which file it was
 * @param size how many lines there are
 * @param whole where the last of them ends, its line break included if it has one
 * @param open whether the last of them lacks its line break
 * @param hand the checksum of the last line if it was written by hand and nothing follows it; else empty
 * @param length how long the file was; what is behind {@code whole} is no whole batch
 */
record Known(Object identity, long size, long whole, boolean open, String hand, long length) {
    /** Nothing was read of this file. */
    static Known nothing(Object identity) {
        return new Known(identity, 0, 0, false, "", 0);
    }

    /** How many bytes at the end are no whole batch. */
    long rest() {
        return length - whole;
    }
}
