package dev.cortex.core.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program is started: without a shell.
 *
 * @param command the program and its arguments
 * @param directory where it works
 * @param environment variables on top of those of this process
 * @param input what it reads on standard input; nothing if empty. A file, because a program may end without reading it
 * @param mark what its processes are found by
 */
record Launch(
        List<String> command, Path directory, Map<String, String> environment, Optional<Path> input, String mark) {
    // `…: error=2, No such file` before JDK 24, `…: Exec failed, error: 2 (No such file)` since then.
    private static final Pattern NUMBER = Pattern.compile(": (?:.*, )?error(?:=|: )(\\d{1,9})[, ][^:]*$");

    Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Starts the program.
     *
     * @throws IOException if that is not possible; the message names the command and says why
     */
    Process start() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("`" + name() + "` cannot be started: its working directory " + directory
                    + (Files.exists(directory) ? " is no directory" : " does not exist"));
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            builder.environment().put(ProcessMark.VARIABLE, mark);
            input.ifPresent(file -> builder.redirectInput(file.toFile()));
            Process process = builder.start();
            if (input.isEmpty()) {
                process.getOutputStream().close();
            }
            return process;
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("`" + name() + "` cannot be started: " + reason(e), e);
        }
    }

    /** The program without its arguments, for messages: arguments may be long, or secret. */
    String name() {
        return command.get(0);
    }

    private String reason(Exception problem) {
        String text = String.valueOf(problem.getMessage());
        // The system's number for what is wrong: the words behind it depend on the language.
        Matcher number = NUMBER.matcher(text);
        return switch (number.find() ? number.group(1) : "") {
            case "2" -> name().contains("/") ? "there is no such file" : "no such program on the PATH";
            case "5", "13" -> "it is not executable, or not allowed to be read";
            case "7" -> "its arguments are too long; what is long belongs on standard input";
            default -> text;
        };
    }
}
