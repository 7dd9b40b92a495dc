package dev.cortex.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** The {@code cortex} command. */
public final class CortexMain {
    private CortexMain() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args what was typed
     */
    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    /** {@return the exit code of one command} */
    static int run(Surroundings surroundings, String... args) {
        int exit = commandLine(surroundings).execute(args);
        Optional<String> lost = surroundings.out().problem();
        if (exit != ExitCode.DONE || lost.isEmpty()) {
            return exit;
        }
        surroundings.err().print("Standard output cannot be written: " + Visible.of(lost.get()) + "\n");
        return ExitCode.STATE;
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CortexCommand root = new CortexCommand(surroundings);
        CommandLine line = new CommandLine(root);
        HelpPages.add(line);
        Problems problems = new Problems(surroundings, root);
        boolean colour = surroundings.terminal()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        colour ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setUsageHelpAutoWidth(false)
                // A name that begins with @ is a name.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(problems::misuse)
                .setExecutionExceptionHandler(problems::failure);
    }
}
