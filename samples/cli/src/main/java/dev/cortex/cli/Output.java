package dev.cortex.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where results go: it remembers why they could not be written, which no stream for text ever says. */
final class Output extends PrintStream {
    private final Remembering to;

    Output(OutputStream to) {
        this(new Remembering(to));
    }

    private Output(Remembering to) {
        super(to, true, StandardCharsets.UTF_8);
        this.to = to;
    }

    /** {@return why something is missing; empty if nothing is, or if the reader wanted no more} */
    Optional<String> problem() {
        flush();
        IOException problem = to.problem;
        // A pipe whose reader has gone, such as `head`.
        return Optional.ofNullable(problem)
                .map(IOException::getMessage)
                .filter(message -> !message.contains("Broken pipe"));
    }

    private static final class Remembering extends OutputStream {
        private final OutputStream to;
        private volatile @Nullable IOException problem;

        Remembering(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                to.write(bytes, from, length);
            } catch (IOException e) {
                problem = e;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                to.flush();
            } catch (IOException e) {
                problem = e;
                throw e;
            }
        }
    }
}
