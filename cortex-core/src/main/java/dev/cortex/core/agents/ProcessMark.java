package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds processes by a mark in the environment that they were started with and that their children inherit. It finds
 * those that left their parent, and those whose number was never written down. Only where {@code /proc} shows
 * environments; elsewhere it finds nothing.
 */
final class ProcessMark {
    /** The variable that carries the mark. */
    static final String VARIABLE = "CORTEX_PROCESS_MARK";

    private static final Path PROC = Path.of("/proc");

    private ProcessMark() {}

    /** All processes that carry one of the marks, this process and those above it excepted. */
    static List<ProcessHandle> find(Set<String> marks) {
        List<ProcessHandle> found = new ArrayList<>();
        if (marks.isEmpty() || !Files.isReadable(PROC.resolve("self/environ"))) {
            return found;
        }
        Set<Long> above = selfAndAbove();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                if (carries(process, marks)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .filter(handle -> !above.contains(handle.pid()))
                            // Between the two looks the number may have gone to somebody else.
                            .filter(handle -> carries(process, marks))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return found;
        }
        return found;
    }

    /** This process and its ancestors: an agent may run cortex, and that must not end itself. */
    static Set<Long> selfAndAbove() {
        Set<Long> pids = new HashSet<>();
        Optional<ProcessHandle> at = Optional.of(ProcessHandle.current());
        while (at.isPresent() && pids.add(at.get().pid())) {
            at = at.get().parent();
        }
        return pids;
    }

    private static boolean carries(Path process, Set<String> marks) {
        try {
            String environment =
                    new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            for (String variable : environment.split("\0", -1)) {
                if (variable.startsWith(VARIABLE + "=") && marks.contains(variable.substring(VARIABLE.length() + 1))) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It has ended, or it is somebody else's.
        }
        return false;
    }
}
