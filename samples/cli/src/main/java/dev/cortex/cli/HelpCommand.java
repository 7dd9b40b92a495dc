package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Says what {@code --help} says, of any command however deep. */
@Command(name = "help", description = "Show the help of a command: cortex help orchestrate run.")
final class HelpCommand extends Subcommand {
    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, as it would be typed.")
    List<String> words = new ArrayList<>();

    @Override
    boolean mayTakeLong() {
        return false;
    }

    @Override
    int execute() {
        CommandLine at = spec.root().commandLine();
        for (String word : words) {
            CommandLine next = at.getSubcommands().get(word);
            if (next == null) {
                throw new ParameterException(
                        spec.commandLine(), "Unknown command: " + Visible.clip(word) + Meant.hint(word, at));
            }
            at = next;
        }
        at.usage(at.getOut());
        return ExitCode.DONE;
    }
}
