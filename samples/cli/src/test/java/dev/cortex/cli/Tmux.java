package dev.cortex.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A terminal of a size, on which one program runs; a server of tmux of its own, so that nobody else's is touched. */
final class Tmux {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path socket;

    /** Starts a program; when it ends, the screen says with which exit code. */
    Tmux(Path socket, int columns, int rows, ProcessBuilder program) throws IOException, InterruptedException {
        this.socket = socket;
        StringBuilder line = new StringBuilder();
        program.command().forEach(word -> line.append('\'').append(word).append("' "));
        Path script = Path.of(socket + ".sh");
        Files.writeString(script, line + "\necho ended with $?\nexec cat\n");
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "" + columns, "-y", "" + rows, "sh '" + script + "'");
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    /** Presses keys by their names, such as {@code Enter} or {@code C-p}. */
    void keys(String... names) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(names));
        tmux(words.toArray(String[]::new));
    }

    void type(String text) throws IOException, InterruptedException {
        tmux("send-keys", "-l", text);
    }

    List<String> screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p").lines().toList();
    }

    /** Waits until all of these are on the screen at once. */
    void await(String... texts) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        String screen = "";
        while (System.nanoTime() < end) {
            screen = String.join("\n", screen());
            if (List.of(texts).stream().allMatch(screen::contains)) {
                return;
            }
        }
        throw new AssertionError("never saw " + List.of(texts) + " on:\n" + screen);
    }

    public void close() throws IOException, InterruptedException {
        try {
            tmux("kill-server");
        } catch (IOException none) {
            // It has ended by itself, with its program.
        }
    }
}
