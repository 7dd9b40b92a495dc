package dev.cortex.cli;

import dev.cortex.api.diagnostic.Diagnostic;
import dev.cortex.api.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists what is there, sound or not. */
@Command(name = "list", description = "List what is there.")
final class ListCommand extends Subcommand {
    @Override
    int execute() {
        Definitions definitions = session().definitions(kind());
        List<Definition> all = definitions.all();
        if (session().json()) {
            session()
                    .printer()
                    .json(Printer.fields(
                            kind().folder(), all.stream().map(this::json).toList()));
        } else if (all.isEmpty()) {
            session().printer().line("No " + kind().folder() + " in " + definitions.folder());
            session().printer().line("Another home is named by --home DIR, or CORTEX_HOME");
            if (kind() == Kind.SCENARIO) {
                session().printer().line("How one looks: cortex help " + Kind.SCENARIO.command());
            }
        } else {
            Columns columns = new Columns();
            all.forEach(definition -> row(columns, definition));
            session().printer().lines(columns.lines());
        }
        return ExitCode.DONE;
    }

    private void row(Columns columns, Definition definition) {
        String description = definition
                .plan()
                .draft()
                .map(plan -> plan.scenario().description().lines().findFirst().orElse(""))
                .orElse("");
        if (!definition.plan().ok()) {
            String validate = kind() == Kind.SCENARIO
                    ? session().commands().of(kind(), "validate", definition.name())
                    : first(definition);
            columns.row(definition.name(), "[ERROR]", validate);
            return;
        }
        Scenario scenario = definition.plan().orElseThrow().scenario();
        columns.row(definition.name(), FindingText.counted(scenario.phases().size(), kind().part()), description);
    }

    private static String first(Definition definition) {
        return definition.plan().findings().stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .map(finding -> finding.message())
                .orElse("");
    }

    private Map<String, @Nullable Object> json(Definition definition) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", definition.name());
        json.put("file", definition.path());
        json.put("valid", definition.plan().ok());
        definition.plan().draft().ifPresent(plan -> {
            json.put("description", plan.scenario().description());
            json.put(kind().part() + "s", plan.scenario().phases().size());
        });
        return json;
    }
}
