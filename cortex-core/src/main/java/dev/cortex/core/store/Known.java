package dev.cortex.core.store;

import org.jspecify.annotations.Nullable;

/**
 * How far a journal's file was read and found whole.
 *
 * @param identity which file it was
 * @param size how many lines there are
 * @param whole where the last of them ends, its line break included if it has one
 * @param open whether the last of them lacks its line break
 * @param hand the checksum of the last line if it was written by hand and nothing follows it; else empty
 * @param length how long the file was; what is behind {@code whole} is no whole batch
 * @param before how far it was whole in front of the last batch; null if that is not known, or there is none
 */
record Known(
        Object identity,
        long size,
        long whole,
        boolean open,
        String hand,
        long length,
        @Nullable Known before) {
    /** Nothing was read of this file. */
    static Known nothing(Object identity) {
        return new Known(identity, 0, 0, false, "", 0, null);
    }

    /** How many bytes at the end are no whole batch. */
    long rest() {
        return length - whole;
    }

    /** The same once the last line has its line break. */
    Known closed() {
        return open ? new Known(identity, size, whole + 1, false, hand, whole + 1, before) : this;
    }

    /** Where the last batch begins, as something that another one can be known to follow. */
    Known lastBatch() {
        return before == null ? nothing(identity) : before;
    }

    /** The same, to stand in front of another batch: what was before that one does not matter any more. */
    Known asBefore() {
        return new Known(identity, size, whole, open, hand, whole, null);
    }
}
