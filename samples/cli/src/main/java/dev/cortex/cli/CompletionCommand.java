package dev.cortex.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a script that has a shell ask {@link CandidatesCommand} for what can be typed next. */
@Command(
        name = "completion",
        description = "Write a script for completion in bash, zsh or fish: source <(cortex completion bash).")
final class CompletionCommand extends Subcommand {
    /** The shells. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        String name = "completion." + shell;
        try (InputStream in = Objects.requireNonNull(CompletionCommand.class.getResourceAsStream(name))) {
            session().surroundings().out().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session().surroundings().out().flush();
        return ExitCode.DONE;
    }
}
