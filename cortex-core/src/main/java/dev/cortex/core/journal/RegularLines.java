package dev.cortex.core.journal;

import java.io.Reader;
import java.io.Writer;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads many lines with one parser, which sees them as a text with many values. Only for lines that hold what is written
 * here: anything that is wrong with one is found out otherwise. Not thread-safe.
 */
final class RegularLines implements AutoCloseable {
    private final Feed feed = new Feed();
    private @Nullable JsonParser parser;

    /**
     * Reads one line.
     *
     * @param reader is given a parser in front of the first token
     * @return what the reader returned; null if it or the parser refused the line, or something is left of it
     */
    <T> @Nullable T read(String line, Function<JsonParser, T> reader) {
        feed.line = line;
        feed.at = 0;
        boolean whole = false;
        try {
            JsonParser in = parser == null ? JsonText.parser(feed) : parser;
            parser = in;
            T value = reader.apply(in);
            whole = feed.at == line.length() && in.releaseBuffered(Writer.nullWriter()) == 0;
            return whole ? value : null;
        } catch (JacksonException
                | IllegalArgumentException
                | NullPointerException
                | ArithmeticException
                | DateTimeException irregular) {
            return null;
        } finally {
            if (!whole) {
                // Nobody knows where it stands.
                close();
            }
        }
    }

    @Override
    public void close() {
        if (parser != null) {
            parser.close();
            parser = null;
        }
    }

    /** The line that is being read. */
    private static final class Feed extends Reader {
        private String line = "";
        private int at;

        @Override
        public int read(char[] into, int from, int most) {
            int count = Math.min(most, line.length() - at);
            if (count == 0) {
                return -1;
            }
            line.getChars(at, at + count, into, from);
            at += count;
            return count;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
