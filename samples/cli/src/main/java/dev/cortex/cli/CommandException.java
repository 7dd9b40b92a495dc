package dev.cortex.cli;

import java.util.List;

/** Ends a command: with some plain lines on standard error, and an exit code. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;
    private final transient List<String> lines;

    CommandException(int exit, String... lines) {
        super(String.join("\n", lines));
        this.exit = exit;
        this.lines = List.of(lines);
    }

    static CommandException invalid(String... lines) {
        return new CommandException(ExitCode.INVALID, lines);
    }

    static CommandException notFound(String... lines) {
        return new CommandException(ExitCode.NOT_FOUND, lines);
    }

    int exit() {
        return exit;
    }

    List<String> lines() {
        return lines;
    }
}
