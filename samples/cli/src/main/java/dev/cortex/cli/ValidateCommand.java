package dev.cortex.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Says whether scenarios can run, and everything that is wrong with them. */
@Command(name = "validate", description = "Check scenarios: all problems at once, each with its place.")
final class ValidateCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The scenarios to check.")
    List<String> names = new ArrayList<>();

    @Option(names = "--all", description = "Check all scenarios.")
    boolean all;

    @Override
    int execute() {
        if (all == !names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Give the names of scenarios, or --all");
        }
        Definitions definitions = session().definitions(kind());
        List<Definition> chosen = chosen(definitions);
        if (session().json()) {
            session()
                    .printer()
                    .json(Printer.fields(
                            "files", chosen.stream().map(FindingText::json).toList()));
        } else if (chosen.isEmpty()) {
            session().printer().line("No " + kind().folder() + " in " + definitions.folder());
        } else {
            chosen.forEach(definition -> session().printer().lines(FindingText.of(kind(), definition)));
        }
        return chosen.stream().allMatch(definition -> definition.plan().ok()) ? ExitCode.DONE : ExitCode.INVALID;
    }

    private List<Definition> chosen(Definitions definitions) {
        List<Definition> chosen = new ArrayList<>();
        List<String> wanted = all ? definitions.names() : names;
        for (String name : wanted) {
            session().printer().done(chosen.size(), wanted.size());
            if (all) {
                definitions.named(name).ifPresent(chosen::add);
            } else {
                chosen.add(definitions.find(name));
            }
        }
        return chosen;
    }
}
