package dev.cortex.cli;

import dev.cortex.api.run.Blocker;
import dev.cortex.api.run.Run;
import dev.cortex.api.run.RunView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says for each phase that is not done why it is not, and what would help. */
@Command(name = "explain", description = "Say what keeps each phase that is not done, and which command would help.")
final class ExplainCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A name, for its newest run, or the id of a run.")
    @Nullable
    String name;

    @Override
    int execute() {
        try (Runs runs = EngineRoom.reading(session(), kind())) {
            Run run = runs.find(Optional.ofNullable(name));
            RunView view = run.view();
            RecordedActs acts = RecordedActs.of(run, view);
            Advice advice = new Advice(view, runs.commands(view));
            if (session().json()) {
                session().printer().json(json(view, advice, acts));
            } else if (view.blockers().isEmpty()) {
                session()
                        .printer()
                        .line("Nothing is blocked: the run is " + view.status().text());
            } else {
                view.blockers().forEach(blocker -> tell(view, blocker, advice, acts));
            }
            if (!session().json() && advice.goesOnAlone()) {
                advice.undriven().ifPresent(session().printer()::line);
            }
            return ExitCode.DONE;
        }
    }

    private void tell(RunView view, Blocker blocker, Advice advice, RecordedActs acts) {
        Printer printer = session().printer();
        printer.line(blocker.phase() + ": " + Visible.reason(blocker.reason()));
        blocker.root()
                .filter(root -> !root.equals(blocker.phase()))
                .ifPresent(root -> printer.line("  begins with: " + root));
        view.phase(blocker.phase())
                .filter(phase -> blocker.kind() == Blocker.Kind.FAILED)
                .ifPresent(phase -> StatusText.unmet(phase).forEach(why -> printer.line("  " + why)));
        acts.lines(blocker.phase()).forEach(act -> printer.line("  recorded: " + act));
        advice.remedy(blocker).ifPresent(command -> printer.line("  what helps: " + command));
    }

    private static Map<String, @Nullable Object> json(RunView view, Advice advice, RecordedActs acts) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", view.id());
        json.put("status", view.status().text());
        json.put(
                "blockers",
                view.blockers().stream()
                        .map(blocker -> {
                            Map<String, @Nullable Object> one = RunJson.blocker(blocker);
                            one.put("command", advice.remedy(blocker).orElse(null));
                            return one;
                        })
                        .toList());
        json.put("recorded", acts.json());
        return json;
    }
}
