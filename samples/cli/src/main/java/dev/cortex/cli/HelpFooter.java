package dev.cortex.cli;

import java.util.Objects;
import picocli.CommandLine;

/** What stands below the help of the commands that a newcomer meets first: examples, and what the exit codes say. */
final class HelpFooter {
    private static final String[] CODES = {
        "",
        "Exit codes:",
        "  0  done                     4  no such definition, run or phase",
        "  1  the run failed           5  busy: another process drives the run",
        "  2  invalid, or not allowed  6  the state cannot be read or written",
        "  3  waits for a person       130  the run was stopped"
    };

    private HelpFooter() {}

    /** Adds it to a group and to its {@code run}. */
    static void add(CommandLine root, Kind kind, String... examples) {
        CommandLine group = command(root, kind.command());
        String[] lines = new String[examples.length + 2 + CODES.length];
        lines[0] = "";
        lines[1] = "Examples:";
        for (int i = 0; i < examples.length; i++) {
            lines[i + 2] = "  " + examples[i];
        }
        System.arraycopy(CODES, 0, lines, examples.length + 2, CODES.length);
        group.getCommandSpec().usageMessage().footer(lines);
        command(group, "run").getCommandSpec().usageMessage().footer(lines);
    }

    private static CommandLine command(CommandLine group, String name) {
        return Objects.requireNonNull(group.getSubcommands().get(name), name);
    }
}
