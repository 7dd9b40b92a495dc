package dev.cortex.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What of a write has reached the disk when the power failed in the middle of it.
 *
 * @param name what happened, for people
 * @param kept which bytes are there, from, to, from, to…
 * @param grown whether the file is as long as if all of them were, with zeros in the others' place
 */
record Tear(String name, List<Integer> kept, boolean grown) {
    private static final int SECTOR = 512;
    private static final int MOST_SECTORS_FOR_ALL_SETS = 3;
    private static final int SAMPLES = 3;

    static final Tear NONE = new Tear("whole", List.of(0, Integer.MAX_VALUE), false);

    void apply(Bytes content, long at, byte[] bytes) {
        if (grown) {
            content.grow((int) at + bytes.length);
        }
        for (int i = 0; i < kept.size(); i += 2) {
            int from = kept.get(i);
            content.write(at + from, bytes, from, Math.min(bytes.length, kept.get(i + 1)));
        }
    }

    /** Ends at and beside every line break and at some other bytes; sectors in any order, or all of them zeros. */
    static List<Tear> of(long at, byte[] bytes, Random random) {
        List<Tear> tears = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                tears.add(prefix(i));
                if (i + 1 < bytes.length) {
                    tears.add(prefix(i + 1));
                }
            }
        }
        tears.add(prefix(1));
        for (int i = 0; i < SAMPLES; i++) {
            tears.add(prefix(1 + random.nextInt(bytes.length)));
        }
        List<Integer> sectors = sectors(at, bytes.length);
        for (long set : sets(sectors.size() - 1, random)) {
            tears.add(some(set, sectors));
        }
        return tears;
    }

    private static Tear prefix(int length) {
        return new Tear("the first " + length + " bytes of it", List.of(0, length), false);
    }

    /** Where in the written bytes sectors begin, and the end. */
    private static List<Integer> sectors(long at, int length) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int next = (int) (SECTOR - at % SECTOR); next < length; next += SECTOR) {
            starts.add(next);
        }
        starts.add(length);
        return starts;
    }

    /** Sets of sectors as bits: none, each alone, each missing, and for few sectors all sets. */
    private static List<Long> sets(int count, Random random) {
        List<Long> sets = new ArrayList<>();
        long all = (1L << count) - 1;
        if (count <= MOST_SECTORS_FOR_ALL_SETS) {
            for (long set = 0; set < all; set++) {
                sets.add(set);
            }
            return sets;
        }
        sets.add(0L);
        for (int i = 0; i < count; i++) {
            sets.add(1L << i);
            sets.add(all & ~(1L << i));
        }
        for (int i = 0; i < SAMPLES; i++) {
            sets.add(random.nextLong() & all);
        }
        return sets;
    }

    private static Tear some(long set, List<Integer> sectors) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i + 1 < sectors.size(); i++) {
            if ((set & (1L << i)) != 0) {
                kept.add(sectors.get(i));
                kept.add(sectors.get(i + 1));
            }
        }
        return new Tear("sectors " + Long.toBinaryString(set) + " of it, zeros in the others", kept, true);
    }
}
