package dev.cortex.core.agents;

import dev.cortex.api.agent.Assignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the logs of programs are called: a folder for each run, in it a file for each attempt. */
final class LogFiles {
    private LogFiles() {}

    /** The log of an attempt. The key tells places and rounds apart, and is not for reading. */
    static Path of(Path state, Assignment work) {
        String name = begin(work.phase().name(), work.agent()) + work.attempt() + "."
                + FileName.hash(work.idempotencyKey()).substring(0, 8) + ".log";
        return folder(state, work.runId()).resolve(name);
    }

    /** The logs of an agent at a phase, the one that was written last at the end. */
    static List<Path> all(Path state, String runId, String phase, String agent) {
        record Log(Path file, FileTime at) {}
        // No name of a file has a dot of a phase's or an agent's name in it.
        String begin = begin(phase, agent);
        List<Log> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder(state, runId), file -> file.getFileName().toString().startsWith(begin))) {
            for (Path file : files) {
                logs.add(new Log(file, Files.getLastModifiedTime(file)));
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return logs.stream()
                .sorted(Comparator.comparing(Log::at).thenComparing(Log::file))
                .map(Log::file)
                .toList();
    }

    private static Path folder(Path state, String runId) {
        return state.resolve("logs").resolve(FileName.of(runId));
    }

    private static String begin(String phase, String agent) {
        return FileName.of(phase) + "." + FileName.of(agent) + ".";
    }
}
