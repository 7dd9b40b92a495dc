package dev.cortex.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal of this process. Java knows nothing of it: {@code stty} and {@code test} are asked, and Linux's own files. */
final class ProcessTty implements Tty {
    private static final long PATIENCE = 2;
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path ERROR = Path.of("/proc/self/fd/2");

    @Override
    public Optional<Size> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!ended(stty)) {
                return Optional.empty();
            }
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            String[] numbers = said.split(" ", -1);
            int rows = Integer.parseInt(numbers[0]);
            int columns = Integer.parseInt(numbers[numbers.length - 1]);
            return rows > 0 && columns > 0 ? Optional.of(new Size(columns, rows)) : Optional.empty();
        } catch (IOException | NumberFormatException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public boolean showsProblems() {
        try {
            return Files.readSymbolicLink(ERROR).toString().matches("/dev/(pts/|tty|console|vc/).*");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return isTerminalSays();
        }
    }

    private static boolean isTerminalSays() {
        try {
            Process test = new ProcessBuilder("test", "-t", "2")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return ended(test) && test.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    @Override
    public boolean foreground() {
        try {
            return foreground(Files.readString(STAT));
        } catch (IOException notLinux) {
            return true;
        }
    }

    /** {@return whether the group of the process is the one that the terminal listens to, by a line of Linux's} */
    static boolean foreground(String stat) {
        // The second field is a name in parentheses, with whatever somebody put into it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 6 || fields[2].equals(fields[5]);
    }

    @Override
    public void onChange(Runnable resized, Runnable continued) {
        Signals.hear(List.of("WINCH"), resized);
        Signals.hear(List.of("CONT"), continued);
    }

    private static boolean ended(Process process) {
        try {
            if (process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException leave) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
