package dev.cortex.core.store;

import dev.cortex.api.store.Owner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a test has another JVM do. */
final class OtherProcess {
    private OtherProcess() {}

    static Process start(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static String line(Process process) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    /**
     * {@code append FOLDER COUNT}: wins that many appends; {@code own FOLDER ID}: lives until its input ends;
     * {@code hold FOLDER JOURNAL}: is about to append until then; {@code alive FOLDER ID}: says whether that one lives.
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("hold")) {
            new AppendLock(Path.of(arguments[1])).hold(arguments[2], () -> {
                System.out.println("ready");
                return System.in.read();
            });
            return;
        }
        FileStateStore store = new FileStateStore(Path.of(arguments[1]));
        if (arguments[0].equals("alive")) {
            System.out.println(store.alive(new Owner(arguments[2], "there", 1, Instant.EPOCH)));
            return;
        }
        if (arguments[0].equals("own")) {
            store.announce(new Owner(arguments[2], "there", 1, Instant.EPOCH), Duration.ofMinutes(1));
            store.append(JournalFile.NAME, store.read(JournalFile.NAME, 0, line -> {}), List.of("{}"));
            System.out.println("ready");
            System.out.flush();
            System.in.read();
            return;
        }
        int wins = 0;
        while (wins < Integer.parseInt(arguments[2])) {
            long size = store.read(JournalFile.NAME, 0, line -> {});
            if (store.append(JournalFile.NAME, size, List.of("{\"at\":" + size + "}"))) {
                wins++;
            }
        }
        System.out.println("done");
    }
}
