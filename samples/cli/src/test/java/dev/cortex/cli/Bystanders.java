package dev.cortex.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes that nobody waits for, because they are meant to outlive whoever has started them. */
final class Bystanders {
    private Bystanders() {}

    /** Waits until no process has that folder in its command line. */
    static void await(Path folder) throws InterruptedException {
        for (ProcessHandle one : ProcessHandle.allProcesses().toList()) {
            String line = commandLine(one);
            if (line.contains(folder.toString())) {
                try {
                    one.onExit().get(60, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    throw new AssertionError("still there: " + line, e);
                }
            }
        }
    }

    /** All of it, where the system tells: Java tells the first few thousand characters, which a class path fills alone. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException elsewhereOrGone) {
            return process.info().commandLine().orElse("");
        }
    }
}
