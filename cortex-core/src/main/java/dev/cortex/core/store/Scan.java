package dev.cortex.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal's file from some whole batch on: hands over the lines of whole batches, and finds out whether what is
 * behind the last of them is a write that never came to its end, or damage. It remembers how far it came, so that a
 * second attempt goes on from there. Not thread-safe.
 */
final class Scan {
    private static final int MAX_TRIES_IN_A_LINE = 64;

    private final Frame frame = new Frame();
    private final List<String> batch = new ArrayList<>();
    private final Consumer<? super String> sink;
    private final long skip;
    private final Milestones milestones;
    private final Object identity;

    private long size;
    private long whole;
    private boolean open;
    private String hand;
    private long last;
    private long nextMilestone;
    private @Nullable Known before;
    private long at;
    private boolean broken;
    private long brokenAt;
    private String problem = "";

    /**
     * A scan.
     *
     * @param skip how many lines of the journal are not handed over
     * @param sink is called for each other one
     * @param milestones is told where reading may begin another time
     */
    Scan(Known from, long skip, Consumer<? super String> sink, Milestones milestones) {
        this.identity = from.identity();
        this.milestones = milestones;
        this.size = from.size();
        this.whole = from.whole();
        this.open = from.open();
        this.hand = from.hand();
        this.before = from.before();
        this.skip = skip;
        this.nextMilestone = size + Milestones.APART;
        this.sink = sink;
    }

    /**
     * Reads to the end of the file.
     *
     * @param length about how long the file is
     * @param most reads no further once there are so many lines
     */
    Known run(Disk.Content file, long length, long most) throws IOException, Damage {
        batch.clear();
        broken = false;
        at = whole;
        LineReader lines = new LineReader(file, whole, length - whole);
        if (open && lines.next()) {
            finishLast(lines);
        }
        while (size < most && lines.next()) {
            line(lines);
            at = lines.nextAt();
        }
        return new Known(identity, size, whole, open, hand, Math.max(at, whole), before);
    }

    /** The last line had no line break when it was read; now there must be one. */
    private void finishLast(LineReader lines) throws Damage {
        if (lines.end() > lines.start() || !lines.terminated()) {
            throw new Damage(size, "something was written behind its end");
        }
        wholeTo(lines);
        at = whole;
    }

    private void line(LineReader lines) throws Damage {
        byte[] bytes = lines.bytes();
        int start = lines.start();
        int end = lines.end();
        if (size == 0 && batch.isEmpty() && !broken) {
            Heading.check(bytes, start, end);
        }
        boolean framed = !lines.tooLong() && frame.parse(bytes, start, end);
        if (broken) {
            followsBroken(lines, framed);
        } else if (framed) {
            framed(lines);
        } else if (!lines.tooLong() && batch.isEmpty() && Handwriting.is(bytes, start, end)) {
            // Not the first line of the file: its heading has been checked.
            byHand(lines);
        } else {
            breaksWith("it is no whole line with a true checksum");
            followsBroken(lines, false);
        }
    }

    private void framed(LineReader lines) throws Damage {
        if (frame.from() > size + 1) {
            throw new Damage(next(), "it is missing, and line " + frame.number() + " is in its place");
        }
        if (frame.from() <= size) {
            throw new Damage(next(), "line " + frame.number() + " is there a second time");
        }
        if (frame.number() != size + 1 + batch.size() || (!batch.isEmpty() && frame.to() != last)) {
            breaksWith("lines of its batch are missing");
            return;
        }
        if (batch.isEmpty() && !frame.hand().equals(hand)) {
            throw new Damage(size, "it was written by hand and has changed since, or is missing");
        }
        last = frame.to();
        batch.add(frame.number() > skip ? frame.content(lines.bytes()) : "");
        if (frame.number() == last) {
            before = new Known(identity, size, whole, open, hand, whole, null);
            for (String line : batch) {
                deliver(line);
            }
            batch.clear();
            hand = "";
            wholeTo(lines);
        }
    }

    /** The number of the line that is looked at, which need not be the one that stands in it. */
    private long next() {
        return size + 1 + batch.size();
    }

    private void breaksWith(String what) {
        broken = true;
        brokenAt = next();
        problem = what;
    }

    private void byHand(LineReader lines) throws Damage {
        if (!hand.isEmpty()) {
            throw new Damage(
                    size + 1,
                    "it has no number and no checksum, and neither has the line before it;"
                            + " one line may be appended by hand");
        }
        int end = Handwriting.trimmed(lines.bytes(), lines.start(), lines.end());
        hand = frame.sum(lines.bytes(), lines.start(), end);
        deliver(Handwriting.marked(lines.bytes(), lines.start(), end, hand));
        wholeTo(lines);
    }

    private void deliver(String line) {
        size++;
        if (size > skip) {
            sink.accept(line);
        }
    }

    private void wholeTo(LineReader lines) {
        whole = lines.nextAt();
        open = !lines.terminated();
        if (size >= nextMilestone) {
            nextMilestone = size + Milestones.APART;
            milestones.pass(new Known(identity, size, whole, open, hand, whole, before));
        }
    }

    /** A torn write leaves lines of its own batch at most; anything else that can be read was written later. */
    private void followsBroken(LineReader lines, boolean framed) throws Damage {
        if (lines.tooLong()) {
            return;
        }
        byte[] bytes = lines.bytes();
        int start = lines.start();
        int end = lines.end();
        // The first line of a batch stands where the batch begins, or it is not there.
        boolean other =
                framed ? frame.from() != size + 1 || frame.number() == size + 1 : holdsOther(bytes, start + 1, end);
        if (other || Handwriting.is(bytes, start, end)) {
            throw new Damage(brokenAt, problem + ", and readable lines follow");
        }
    }

    /** Looks for a whole line behind a line break that was lost. */
    private boolean holdsOther(byte[] bytes, int start, int end) {
        if (!Frame.looksFramed(bytes, start, end)) {
            return false;
        }
        int tries = 0;
        for (int i = start; i < end && tries < MAX_TRIES_IN_A_LINE; i++) {
            if (Cursor.matches(bytes, i, end, Handwriting.OURS)) {
                tries++;
                if (frame.parse(bytes, i, end) && frame.from() != size + 1) {
                    return true;
                }
            }
        }
        return false;
    }
}
