package dev.cortex.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        description = "Write a script for completion in bash or zsh: source <(cortex completion bash).")
final class CompletionCommand extends Subcommand {
    /** The shells. One script serves both. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    Shell shell = Shell.bash;

    @Override
    int execute() {
        session()
                .surroundings()
                .out()
                .print(AutoComplete.bash("cortex", spec.root().commandLine()));
        session().surroundings().out().flush();
        return ExitCode.DONE;
    }
}
