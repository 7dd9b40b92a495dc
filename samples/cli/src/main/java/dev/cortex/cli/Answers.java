package dev.cortex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what a person types, on a thread that keeps nobody waiting and no process alive. */
final class Answers {
    private final InputStream in;
    private final Consumer<Optional<String>> listener;
    private boolean reading;

    /**
     * Answers from a stream.
     *
     * @param listener hears each line, and nothing at the end of the stream
     */
    Answers(InputStream in, Consumer<Optional<String>> listener) {
        this.in = in;
        this.listener = listener;
    }

    /** Begins to read, the first time that it is called. */
    void read() {
        if (reading) {
            return;
        }
        reading = true;
        Thread thread = new Thread(this::readAll, "cortex-answers");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                listener.accept(Optional.of(line));
            }
        } catch (IOException gone) {
            // Whoever typed is not there any more: the same as the end.
        }
        listener.accept(Optional.empty());
    }
}
