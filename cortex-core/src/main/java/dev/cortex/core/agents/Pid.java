package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process: its number, and when it was born, so that a process that got the same number later is not mistaken for it.
 *
 * <p>Where {@code /proc} tells it, the birth is the boot's id and the clock tick in {@code /proc/<pid>/stat}: unlike the
 * start time that Java computes from it, it stays the same when somebody sets the clock.
 *
 * @param number the process id
 * @param birth when it was born, comparable with other births on this machine only; no blanks
 */
record Pid(long number, String birth) {
    private static final Path PROC = Path.of("/proc");
    // Fields of /proc/<pid>/stat, counted from the one behind the name: see proc(5).
    private static final int STATE = 0;
    private static final int START_TIME = 19;
    private static final Optional<String> BOOT = text(PROC.resolve("sys/kernel/random/boot_id"));

    /** What identifies a process; empty if it is gone, a corpse that nobody buried, or if the system does not tell. */
    static Optional<Pid> of(ProcessHandle process) {
        if (BOOT.isPresent()) {
            return text(PROC.resolve(process.pid() + "/stat"))
                    .flatMap(Pid::startTime)
                    .map(tick -> new Pid(process.pid(), BOOT.get() + ":" + tick));
        }
        return process.info().startInstant().map(start -> new Pid(process.pid(), Long.toString(start.toEpochMilli())));
    }

    /** Whether a process still runs. One that has ended and waits to be buried does not. */
    static boolean alive(ProcessHandle process) {
        return process.isAlive()
                && (BOOT.isEmpty()
                        || text(PROC.resolve(process.pid() + "/stat"))
                                .flatMap(Pid::startTime)
                                .isPresent());
    }

    /** The process, if it is still the same one. */
    Optional<ProcessHandle> handle() {
        // The handle remembers its own start time and signals nobody else, so looking before signalling is no race.
        return ProcessHandle.of(number).filter(process -> of(process).equals(Optional.of(this)));
    }

    private static Optional<String> startTime(String stat) {
        // The name of the program stands in parentheses and may contain anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
        return dead || fields.length <= START_TIME ? Optional.empty() : Optional.of(fields[START_TIME]);
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
