package dev.cortex.cli;

import dev.cortex.api.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Finds the scenarios whose triggers fit a task. It never starts one. */
@Command(name = "suggest", description = "Find scenarios by their triggers. None is started.")
final class SuggestCommand extends Subcommand {
    @Parameters(paramLabel = "TEXT", arity = "0..1", description = "What is to be done.")
    String text = "";

    @Option(names = "--file", paramLabel = "F", description = "A file that it is about (repeatable).")
    List<String> files = new ArrayList<>();

    @Option(names = "--event", paramLabel = "E", description = "What has happened.")
    @Nullable
    String event;

    @Override
    int execute() {
        if (text.isBlank() && files.isEmpty() && event == null) {
            throw new ParameterException(spec.commandLine(), "Give a text, --file or --event");
        }
        Map<String, List<String>> found = search();
        if (session().json()) {
            session()
                    .printer()
                    .json(Printer.fields(
                            "suggestions",
                            found.entrySet().stream().map(SuggestCommand::json).toList()));
        } else if (found.isEmpty()) {
            session().printer().line("No scenario's triggers match");
        } else {
            Columns columns = new Columns();
            found.forEach((name, matches) -> columns.row(name, String.join("; ", matches)));
            session().printer().lines(columns.lines());
        }
        return ExitCode.DONE;
    }

    /** The scenarios that match, the one with most matches first. */
    private Map<String, List<String>> search() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (Definition definition : session().definitions(kind()).all()) {
            definition
                    .plan()
                    .draft()
                    .map(Plan::scenario)
                    .flatMap(scenario -> scenario.triggers())
                    .map(triggers -> Triggers.search(triggers, text, files, Optional.ofNullable(event)))
                    .filter(matches -> !matches.isEmpty())
                    .ifPresent(matches -> found.put(definition.name(), matches));
        }
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(b.getValue().size(), a.getValue().size()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private static Map<String, @Nullable Object> json(Map.Entry<String, List<String>> suggestion) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("scenario", suggestion.getKey());
        json.put("matches", suggestion.getValue());
        return json;
    }
}
