package dev.cortex.core.agents;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program printed, both streams line by line as they came, {@code out| } or {@code err| } before each. When the
 * limit is reached, the last lines are held in memory and written at the end, behind a line that says how much is
 * missing. A disk that is full costs the log and never the program.
 */
final class AttemptLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);
    private static final int TAIL = 64 * 1024;

    private final Path file;
    private final long headLimit;
    private final Tail tail;
    private @Nullable SeekableByteChannel channel;
    private long head;

    /**
     * Opens a log; a log that is there already is continued.
     *
     * @throws IOException if it cannot be opened
     */
    AttemptLog(Path file, long limit) throws IOException {
        this.file = file;
        int tailLimit = (int) Math.min(TAIL, limit / 4);
        this.tail = new Tail(Math.max(1, tailLimit));
        this.headLimit = limit - tailLimit;
        PrivateFiles.folder(PrivateFiles.folderOf(file));
        this.channel = PrivateFiles.append(file);
    }

    /** Adds a line about the attempt itself. */
    synchronized void note(String line) {
        byte[] bytes = ("---- " + line + "\n").getBytes(StandardCharsets.UTF_8);
        put(bytes, bytes.length);
    }

    /** A stream of the program; it is used by one thread. */
    Stream stream(String prefix) {
        return new Stream(prefix);
    }

    @Override
    public synchronized void close() {
        if (channel == null) {
            return;
        }
        if (tail.dropped() > 0) {
            byte[] gap = ("\n---- " + tail.dropped() + " bytes left out: the log has reached its limit\n")
                    .getBytes(StandardCharsets.UTF_8);
            write(gap, gap.length);
        }
        byte[] last = tail.bytes();
        write(last, last.length);
        shut();
    }

    private synchronized void put(byte[] bytes, int length) {
        if (channel == null) {
            return;
        }
        int room = (int) Math.min(length, headLimit - head);
        head += room;
        write(bytes, room);
        tail.add(bytes, room, length - room);
    }

    private void write(byte[] bytes, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        try {
            while (channel != null && buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            LOG.warn("{}: the log ends here: {}", file, e.toString());
            shut();
        }
    }

    private void shut() {
        SeekableByteChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("{}: {}", file, e.toString());
        }
    }

    /** One of the program's two streams on its way into the log: cut into lines, and long lines into pieces. */
    final class Stream implements Pump.Sink {
        private static final int PIECE = 8 * 1024;

        private final byte[] prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final ByteArrayOutputStream ready = new ByteArrayOutputStream();

        private Stream(String prefix) {
            this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void add(byte[] bytes, int length) {
            for (int at = 0; at < length; ) {
                if (bytes[at] == '\n') {
                    endLine();
                    at++;
                    continue;
                }
                if (line.size() >= PIECE) {
                    endLine();
                }
                int n = Math.min(untilLineEnd(bytes, at, length), PIECE - line.size());
                line.write(bytes, at, n);
                at += n;
            }
            flush();
        }

        @Override
        public void end() {
            if (line.size() > 0) {
                endLine();
            }
            flush();
        }

        private int untilLineEnd(byte[] bytes, int from, int length) {
            int at = from;
            while (at < length && bytes[at] != '\n') {
                at++;
            }
            return at - from;
        }

        private void endLine() {
            ready.writeBytes(prefix);
            ready.writeBytes(line.toByteArray());
            ready.write('\n');
            line.reset();
        }

        private void flush() {
            byte[] lines = ready.toByteArray();
            ready.reset();
            put(lines, lines.length);
        }
    }
}
