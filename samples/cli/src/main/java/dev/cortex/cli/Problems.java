package dev.cortex.cli;

import dev.cortex.api.diagnostic.InvalidDefinitionException;
import dev.cortex.api.run.BusyException;
import dev.cortex.api.run.RefusedException;
import dev.cortex.api.store.StateException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever goes wrong into a few plain lines and an exit code. */
final class Problems {
    private static final int SHOWN = 60;

    private final Surroundings surroundings;
    private final CortexCommand root;

    Problems(Surroundings surroundings, CortexCommand root) {
        this.surroundings = surroundings;
        this.root = root;
    }

    /** What was typed does not fit the command. */
    int misuse(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        List<String> lines = new ArrayList<>();
        lines.add(sentence(problem));
        lines.add("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return report(problem, lines, ExitCode.INVALID);
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().get(0);
            CommandLine command = problem.getCommandLine();
            if (first.startsWith("-")) {
                return "Unknown option: " + Visible.clip(first)
                        + Nearest.hint(
                                first, command.getCommandSpec().optionsMap().keySet());
            }
            if (!command.getSubcommands().isEmpty()) {
                return "Unknown command: " + Visible.clip(first) + Meant.hint(first, command);
            }
            return "One word too many: " + Visible.clip(first);
        }
        String message = String.valueOf(problem.getMessage());
        return message.contains("Missing required subcommand") || message.equals("Missing command")
                ? "Missing command: one of " + String.join(", ", Meant.commands(problem.getCommandLine()))
                : message;
    }

    /** A command did not come to its end. */
    int failure(Exception problem, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
        Throwable cause = unwrapped(problem);
        return report(cause, lines(cause), exit(cause));
    }

    private static Throwable unwrapped(Throwable problem) {
        Throwable at = problem;
        while ((at instanceof CompletionException || at instanceof ExecutionException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static int exit(Throwable cause) {
        if (cause instanceof CommandException known) {
            return known.exit();
        } else if (cause instanceof BusyException) {
            return ExitCode.BUSY;
        } else if (cause instanceof RefusedException || cause instanceof InvalidDefinitionException) {
            return ExitCode.INVALID;
        } else if (cause instanceof StateException || cause instanceof UncheckedIOException) {
            return ExitCode.STATE;
        }
        return ExitCode.DEFECT;
    }

    private static List<String> lines(Throwable cause) {
        if (cause instanceof CommandException known) {
            return known.lines();
        } else if (cause instanceof UncheckedIOException io && io.getCause() instanceof FileSystemException file) {
            return List.of("Cannot read or write " + file.getFile() + ": " + reason(file));
        } else if (exit(cause) == ExitCode.DEFECT) {
            return List.of(
                    "This is a defect in cortex: " + cause.getClass().getSimpleName() + message(cause),
                    "Run the command again with --debug to see where.");
        }
        List<String> lines =
                new ArrayList<>(String.valueOf(cause.getMessage()).lines().toList());
        if (cause instanceof StateException && !lines.isEmpty() && lines.get(0).contains(" is damaged: ")) {
            lines.add("Other runs are as they were: status ID. To begin anew beside it: run NAME --new");
        }
        return lines;
    }

    private static String reason(FileSystemException file) {
        if (file.getReason() != null) {
            return file.getReason();
        }
        return file.getClass()
                .getSimpleName()
                .replace("Exception", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String message(Throwable cause) {
        return cause.getMessage() == null ? "" : ": " + Visible.clip(cause.getMessage());
    }

    private int report(Throwable problem, List<String> lines, int exit) {
        Session session = root.session();
        session.printer().ask("");
        lines.stream().limit(SHOWN).forEach(session.printer()::problem);
        if (session.json()) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("error", lines);
            json.put("exit", exit);
            session.printer().json(json);
        }
        if (session.debug()) {
            problem.printStackTrace(surroundings.err());
        }
        return exit;
    }
}
