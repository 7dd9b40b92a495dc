package dev.cortex.core.store;

import java.nio.charset.StandardCharsets;

/** The beginning of a journal's file. */
final class Heading {
    private static final byte[] OURS =
            ("{\"#format\":" + Frame.FORMAT + ",\"#\":1,").getBytes(StandardCharsets.US_ASCII);

    private Heading() {}

    /**
     * Tells a journal that was never begun, which the next append may cut off, from a file of somebody else or of a
     * newer version, which nobody may touch.
     */
    static void check(byte[] bytes, int start, int end) throws Damage {
        long format = Frame.claimedFormat(bytes, start, end);
        if (format > Frame.FORMAT) {
            throw new Damage(
                    1,
                    "its format is " + format + ", and this version of cortex reads format " + Frame.FORMAT
                            + "; a newer version reads it");
        }
        if (start == end) {
            throw new Damage(1, "it does not begin as a journal does");
        }
        for (int i = start; i < end && i - start < OURS.length; i++) {
            if (bytes[i] != OURS[i - start] && bytes[i] != 0) {
                throw new Damage(1, "it does not begin as a journal does");
            }
        }
    }
}
