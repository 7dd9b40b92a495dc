package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What the scripts of {@link CompletionCommand} ask: one candidate a line for the last of the words. */
@Command(name = "__complete", hidden = true, description = "Say what the last of these words can be.")
final class CandidatesCommand extends Subcommand {
    @Parameters(paramLabel = "WORD", arity = "0..*", description = "What was typed behind cortex so far.")
    List<String> words = new ArrayList<>();

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        Candidates.of(spec.root().commandLine(), session(), words)
                .forEach(session().printer()::line);
        return ExitCode.DONE;
    }
}
