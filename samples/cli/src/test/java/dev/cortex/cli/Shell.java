package dev.cortex.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Many short commands, one after the other: most of the time of one is spent on reading what commands there are. */
final class Shell {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandLine line;

    Shell(Sandbox sandbox) {
        this.line = CortexMain.commandLine(sandbox.surroundings(out, err));
    }

    Sandbox.Outcome run(String... args) {
        out.reset();
        err.reset();
        int exit = line.execute(args);
        return new Sandbox.Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
