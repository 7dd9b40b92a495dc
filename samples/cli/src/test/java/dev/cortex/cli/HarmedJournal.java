package dev.cortex.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** The journal of a run as it was written, what may happen to it, and what may be said of it then. */
final class HarmedJournal {
    /** What may get behind a journal, or into it; nothing that is a line by hand. */
    private static final List<byte[]> GARBAGE = List.of(
            bytes("\n"),
            bytes("}"),
            bytes("{"),
            bytes("garbage"),
            bytes("\nmore garbage\n"),
            bytes("{\"#"),
            bytes("{\"#\":1,\"#to\":1,\"#crc\":\"00000000\"}\n"),
            bytes("%PDF-1.4\n"),
            bytes("\r\n"),
            new byte[1],
            new byte[4096],
            random());

    /** Of so many bytes, one is zeroed, and one has garbage beside it. */
    private static final int SAMPLE = 5;

    private final byte[] good;

    /** How many lines there are in front of the end of each batch, its last line break left out. */
    private final TreeMap<Integer, Integer> sizes = new TreeMap<>(Map.of(0, 0));

    /** A journal that somebody has harmed. */
    static final class Harm {
        /** In words. */
        final String how;

        final byte[] bytes;

        /** The first byte that is not as it was; the length if none is. */
        final int at;

        /** Of how many lines the run may be said to be. */
        final Set<Integer> sizes;

        /** Whether it may be said to be damaged. */
        final boolean refusal;

        Harm(String how, byte[] bytes, int at, Set<Integer> sizes, boolean refusal) {
            this.how = how;
            this.bytes = bytes;
            this.at = at;
            this.sizes = sizes;
            this.refusal = refusal;
        }
    }

    HarmedJournal(byte[] good) {
        this.good = good.clone();
        int number = 0;
        int at = 0;
        for (String line : new String(good, StandardCharsets.UTF_8).lines().toList()) {
            at += bytes(line).length + 1;
            number++;
            if (line.contains("\"#to\":" + number + ",")) {
                sizes.put(at - 1, number);
            }
        }
        if (sizes.lastKey() != good.length - 1) {
            throw new AssertionError("the journal does not end with a batch");
        }
    }

    int length() {
        return good.length;
    }

    /** {@return of how many lines the run may have been at some time} */
    List<Integer> sizes() {
        return List.copyOf(sizes.values());
    }

    /** {@return the journal when it had so many lines} */
    byte[] prefix(int size) {
        int end = sizes.entrySet().stream()
                .filter(entry -> entry.getValue() == size)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        return Arrays.copyOf(good, size == 0 ? 0 : end + 1);
    }

    /** Whether a journal is one that ends with a whole batch, but perhaps for the line break. */
    boolean isWhole(byte[] bytes) {
        int difference = Arrays.mismatch(good, bytes);
        return (difference < 0 || difference == bytes.length)
                && (sizes.containsKey(bytes.length) || sizes.containsKey(bytes.length - 1));
    }

    /** {@return the number of the line in which a byte is} */
    int line(int at) {
        int line = 1;
        for (int i = 0; i < Math.min(at, good.length); i++) {
            line += good[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** {@return what may happen at a byte: more of it where a batch ends} */
    List<Harm> harms(int at) {
        List<Harm> harms = new ArrayList<>();
        byte[] before = Arrays.copyOf(good, at);
        harms.add(new Harm("cut at " + at, before, at, Set.of(floor(at)), false));
        if (at == good.length) {
            return withGarbage(harms, at, GARBAGE);
        }
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << (at % 8));
        harms.add(changed("bit " + at % 8 + " of byte " + at + " flipped", flipped));
        boolean between = sizes.containsKey(at) || sizes.containsKey(at - 1);
        if (between || at % SAMPLE == 0) {
            int length = at % 2 == 0 ? 100 : 1;
            byte[] zeroed = good.clone();
            Arrays.fill(zeroed, at, Math.min(zeroed.length, at + length), (byte) 0);
            harms.add(changed(length + " bytes from " + at + " zeroed", zeroed));
            int kind = at / SAMPLE % GARBAGE.size();
            return withGarbage(harms, at, between ? GARBAGE : GARBAGE.subList(kind, kind + 1));
        }
        return harms;
    }

    private List<Harm> withGarbage(List<Harm> harms, int at, List<byte[]> garbage) {
        byte[] before = Arrays.copyOf(good, at);
        byte[] behind = Arrays.copyOfRange(good, at, good.length);
        for (byte[] each : garbage) {
            String what = "[" + new String(each, 0, Math.min(9, each.length), StandardCharsets.ISO_8859_1) + "]";
            harms.add(followed(what + " behind byte " + at, joined(before, each)));
            harms.add(changed(what + " in front of byte " + at, joined(before, each, behind)));
        }
        return harms;
    }

    /** In front of the last batch it is damage; within it, it cannot be told from a write that was never acknowledged. */
    private Harm changed(String how, byte[] bad) {
        int whole = sizes.lastKey();
        int last = Objects.requireNonNull(sizes.lowerKey(whole));
        int same = same(bad);
        Set<Integer> found =
                same <= last ? Set.of() : same < whole ? Set.of(floor(last)) : Set.of(floor(last), floor(whole));
        return new Harm(how, bad, same, found, true);
    }

    /** What is still as it was counts; but a last line that goes on without a break is not whole. */
    private Harm followed(String how, byte[] bad) {
        int same = same(bad);
        boolean open = sizes.containsKey(same) && same > 0;
        Set<Integer> found = open ? Set.of(floor(same - 1), floor(same)) : Set.of(floor(same));
        return new Harm(how, bad, same, found, true);
    }

    private int floor(int at) {
        return sizes.floorEntry(at).getValue();
    }

    private int same(byte[] bad) {
        int difference = Arrays.mismatch(good, bad);
        return difference < 0 ? good.length : difference;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] random = new byte[300];
        new Random(1).nextBytes(random);
        return random;
    }
}
