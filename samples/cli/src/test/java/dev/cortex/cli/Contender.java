package dev.cortex.cli;

import dev.cortex.core.journal.Json;
import dev.cortex.core.store.FileStateStore;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * One of several processes that do the same at once. It has run the command before, so that it does not meet the others
 * one second later because its JVM still loads classes; then it runs it once for each line that it is told.
 */
final class Contender {
    private static final int REHEARSALS = 3;

    private final Path home;

    private Contender(Path home) {
        this.home = home;
    }

    /**
     * Rehearses, says {@code ready}, and answers each line with the exit code and what the command said to people.
     *
     * @param args the home, and the words of the command
     */
    public static void main(String[] args) throws IOException {
        Contender contender = new Contender(Path.of(args[0]));
        String[] words = List.of(args).subList(1, args.length).toArray(String[]::new);
        for (int i = 0; i < REHEARSALS; i++) {
            contender.run(words, "--dry-run");
        }
        System.out.println("ready");
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (told.readLine() != null) {
            System.out.println(contender.run(words));
        }
    }

    private String run(String[] words, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        int exit = CortexMain.run(
                new Surroundings(
                        new ByteArrayInputStream(new byte[0]),
                        new Output(out),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("CORTEX_HOME", home.toString()),
                        home.resolve("nobody"),
                        "contender",
                        InstantSource.system(),
                        false,
                        Signals.none(),
                        FileStateStore::new),
                all);
        return Json.write(List.of(
                exit,
                err.toString(StandardCharsets.UTF_8),
                exit == ExitCode.BUSY ? "" : out.toString(StandardCharsets.UTF_8)));
    }
}
