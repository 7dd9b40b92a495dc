package dev.cortex.cli;

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
            if (one.info()
                    .commandLine()
                    .filter(line -> line.contains(folder.toString()))
                    .isPresent()) {
                try {
                    one.onExit().get(60, TimeUnit.SECONDS);
                } catch (ExecutionException | TimeoutException e) {
                    throw new AssertionError("still there: " + one.info().commandLine(), e);
                }
            }
        }
    }
}
